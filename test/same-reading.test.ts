/** `talkleaf convert` and the main command read every file alike, or refuse it alike. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { AppError } from '../src/base/errors.ts';
import { readTimes } from '../src/cutting/lists/read-times.ts';
import { readTranscript } from '../src/transcripts/read.ts';
import { TUNED_CUES, UNSEEN_CUES } from './fixtures/times/cue-forms.ts';
import { TUNED_PROSE, UNSEEN_PROSE } from './fixtures/times/prose.ts';

type Said = { readonly start: number; readonly text: string };

const FOLDER = 'test/fixtures/transcripts';
const files = readdirSync(FOLDER).filter((name) => !name.endsWith('.expected.json'));
const made = Object.entries({ ...TUNED_CUES, ...UNSEEN_CUES, ...TUNED_PROSE, ...UNSEEN_PROSE });
const folder = mkdtempSync(join(tmpdir(), 'talkleaf-alike-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function saidOrCode(read: () => Promise<Said[]>): Promise<Said[] | string> {
  try {
    return await read();
  } catch (error) {
    const code = AppError.find(error)?.code;
    if (code === undefined) throw error;
    return code;
  }
}

/** In what both differ; nothing when they agree. What is only sound notes has no speech, and may be converted all the same. */
async function difference(path: string, name: string): Promise<string | undefined> {
  const main = await saidOrCode(async () => {
    const { cues, timed } = readTranscript(readFileSync(path), { name });
    if (!timed) throw new AppError('CUT_UNTIMED', { path: name });
    return [...cues];
  });
  const converted = await saidOrCode(async () =>
    (await readTimes(path)).cues.map(({ start, lines }) => ({ start, text: lines.join('\n') })),
  );
  if (main === 'NO_SPEECH') return undefined;
  if (typeof main === 'string' || typeof converted === 'string') {
    return main === converted ? undefined : `${told(main)}, but converted: ${told(converted)}`;
  }
  return moved(main, converted) ?? lost(main, converted);
}

function told(reading: Said[] | string): string {
  return typeof reading === 'string' ? reading : `${reading.length} cues`;
}

/** Most cues begin where they do in the other; some were joined, parted or moved to be understood. */
function moved(main: readonly Said[], converted: readonly Said[]): string | undefined {
  const alike = main.filter(({ start }) =>
    converted.some((each) => Math.abs(each.start - start) < 0.05),
  );
  return alike.length >= main.length / 2 ? undefined : `${main.length - alike.length} cues moved`;
}

/** Converted to the letter, a file keeps names and notes that a talk has no use for, and hardly more. */
function lost(main: readonly Said[], converted: readonly Said[]): string | undefined {
  const [one, other] = [main, converted].map((cues) =>
    cues.map(({ text }) => text.replace(/[^\p{L}\p{N}]/gu, '')).join(''),
  );
  const [said, kept] = [one?.length ?? 0, other?.length ?? 0];
  return kept >= said * 0.9 && kept <= said * 1.6 + 40 ? undefined : `${said} letters, not ${kept}`;
}

it.each(files)('%s', async (name) => {
  expect(await difference(join(FOLDER, name), name)).toBeUndefined();
});

it.each(made)('a text of %s', async (_, text) => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, text);
  expect(await difference(path, 'a.txt')).toBeUndefined();
});
