/** Recordings with several sounds, and recordings that end too early, with the built command and the real engine. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { run } from '../support/command.ts';
import { TALK } from '../support/hearing.ts';

const Talk = z.object({
  warnings: z.array(z.unknown()),
  sentences: z.array(z.object({ text: z.string() })),
});
type Talk = z.infer<typeof Talk>;
const hasFfmpeg = !(await execa('ffmpeg', ['-version'], { reject: false })).failed;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-tracks-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

function ffmpeg(name: string, ...args: readonly string[]): string {
  const path = join(root, name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

function transcribe(input: string, ...flags: readonly string[]): ReturnType<typeof run> {
  return run(['transcribe', input, '--speech', resolve('sample/mini-ctc'), ...flags]);
}

async function talkIn(folder: string): Promise<Talk> {
  return Talk.parse(parseJson(await readFile(join(folder, 'talk.json'), 'utf8')));
}

/** The first half of the talk, and the second one as if it were the same in German. */
function film(): string {
  const halves = ['-t', '30', '-i', TALK, '-ss', '56', '-t', '30', '-i', TALK];
  const maps = ['-map', '0', '-map', '1', '-c:a', 'aac'];
  const first = ['-metadata:s:a:0', 'language=eng', '-disposition:a:0', 'default'];
  const second = ['-metadata:s:a:1', 'language=ger', '-metadata:s:a:1', 'title=Dub'];
  return ffmpeg('film.mkv', ...halves, ...maps, ...first, ...second, '-disposition:a:1', '0');
}

describe.skipIf(!hasFfmpeg)('a recording with several sound tracks', () => {
  it('is heard from the default one or the one asked for, and each time anew', async () => {
    const input = film();
    const out = join(root, 'out');
    const folder = join(out, 'film');
    const taken = async (...flags: string[]): Promise<[said: string, texts: string]> => {
      const { status, stderr } = await transcribe(input, '--out', out, ...flags);
      expect(status).toBe(0);
      const { sentences } = await talkIn(folder);
      return [stderr, sentences.map(({ text }) => text).join(' ')];
    };
    const [said, english] = await taken();
    expect(said).toContain('! Sound track 1 English (of 2; others with --track: 2 German "Dub")');
    const [saidOfGerman, german] = await taken('--track', 'de');
    expect(saidOfGerman).toContain('! Sound track 2 German "Dub" (of 2; others');
    expect(german).not.toBe(english);
    expect(await taken('--track', 'dub')).toMatchObject({ 1: german });
    expect(await taken('--track', '1')).toMatchObject({ 1: english });
    // The German voice is the one asked for by the language spoken, though it is called English by who hears it.
    const plan = await transcribe(input, '--out', out, '--from', 'de', '--dry-run');
    expect(plan.stderr).toMatch(
      /^Track +2 German "Dub" \(of 2; others with --track: 1 English\)$/m,
    );
    expect(plan.stderr).not.toContain('heard already');
    const known = await transcribe(input, '--out', out, '--dry-run');
    expect(known.stderr).toMatch(/^Track +1 English/m);
    expect(known.stderr).toContain('is heard already');
  });

  it('has no other than its own', async () => {
    const env = { TALKLEAF_LANGUAGE: 'zh' };
    const input = film();
    const args = ['transcribe', input, '--speech', resolve('sample/mini-ctc'), '--track', 'fr'];
    const { status, stderr } = await run([...args, '--out', join(root, 'none')], { env });
    expect(status).toBe(2);
    expect(stderr).toContain('里没有音轨“fr”');
    expect(stderr).toContain('现有音轨：1 英语、2 德语“Dub”。');
    const list = join(root, 'film.srt');
    await writeFile(list, '1\n00:00:01,000 --> 00:00:02,000\nGood day.\n');
    const cut = await run(['cut', input, list, '--track', 'fr', '--fast']);
    expect(cut.status).toBe(2);
    expect(cut.stderr).toContain('There is no sound track "fr"');
    expect((await run(['cut', input, list, '--track', 'de'])).status).toBe(0);
    const wav = await transcribe(resolve(TALK), '--track', '2', '--out', join(root, 'none'));
    expect(wav.status).toBe(2);
    expect(wav.stderr).toContain('There is no sound track "2"');
  });
});

describe.skipIf(!hasFfmpeg)('a recording that ends before its header says so', () => {
  it.each([
    ['part.mp3', ['-i', TALK, '-b:a', '64k']],
    ['part.wav', ['-i', TALK]],
    ['part.mkv', ['-i', TALK, '-c:a', 'libopus']],
  ])('%s is heard as far as it goes, with one warning', async (name, args) => {
    const whole = ffmpeg(name, ...args);
    const bytes = await readFile(whole);
    await writeFile(whole, bytes.subarray(0, Math.floor(bytes.length * 0.5)));
    const out = join(root, 'early');
    const { status, stderr } = await transcribe(whole, '--out', out);
    expect(status).toBe(0);
    const warning = /^! The recording ends at 0:5[78] of 1:56: the file is cut off or damaged$/gm;
    expect(stderr.match(warning)).toHaveLength(1);
    const { warnings, sentences } = await talkIn(join(out, 'part'));
    expect(sentences.length).toBeGreaterThan(8);
    expect(warnings).toMatchObject([{ code: 'cut-off', length: expect.closeTo(116.9, 0) }]);
  });
});
