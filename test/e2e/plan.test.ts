/** The plan: what `--dry-run` says of every kind of input, and what stands at the head of a real run. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { type Outcome, run } from '../support/command.ts';
import { goodAnswers } from '../support/good-answers.ts';
import { listen } from '../support/listen.ts';
import { lecturePairs, talkOf } from '../support/long-talk.ts';

const SPEECH = resolve('sample/mini-ctc');

let root: string;
let provider: SimulatedProvider;
let site: Server;
let address: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-plan-'));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  provider = await startSimulatedProvider({ answer: recordedAnswers(recording) });
  const sound = await readFile('sample/talk.wav');
  site = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': sound.length });
    response.end(sound);
  });
  address = await listen(site);
});
afterAll(async () => {
  site.close();
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

const server = (): string[] => ['--base-url', `${provider.url}/v1`, '--model', 'local:sim'];

async function fresh(name: 'talk.srt' | 'talk.wav'): Promise<{ folder: string; input: string }> {
  const folder = await mkdtemp(join(root, 'run-'));
  const input = join(folder, name);
  await writeFile(input, await readFile(`sample/${name}`));
  return { folder, input };
}

/** The plan among what was said, by the labels of its rows. */
function rowsOf({ stderr }: Outcome): Record<string, string> {
  const rows = [
    ...stderr.matchAll(/^(Plan|Fetch|Hear|Translate|Note|Model|To ask|Folder) {2,}(.*)$/gm),
  ];
  return Object.fromEntries(rows.map(([, label = '', text = '']) => [label, text]));
}

const Planned = z.object({
  type: z.literal('plan-made'),
  folder: z.string(),
  files: z.array(z.string()),
  isFinished: z.boolean(),
  example: z.string().optional(),
  estimate: z.object({ requests: z.number(), inputTokens: z.number() }).optional(),
});

function planned({ stdout }: Outcome): z.infer<typeof Planned> {
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => parseJson(line));
  return Planned.parse(events.find((event) => Planned.safeParse(event).success));
}

describe('--dry-run', () => {
  it('of a transcript says what would be asked, and which files come of it', async () => {
    const { folder, input } = await fresh('talk.srt');
    const outcome = await run([input, '--out', folder, '--dry-run', ...server()]);
    expect(outcome.status).toBe(0);
    const rows = rowsOf(outcome);
    expect(rows['Translate']).toBe('English to Simplified Chinese');
    expect(rows['Model']).toBe('local:sim');
    expect(rows['To ask']).toMatch(
      /^about \d+ requests, [\d.]+k tokens, takes about \d:\d\d, price not known$/,
    );
    expect(rows['Folder']).toBe(
      `${join(folder, 'talk')}: note.md, note.html, transcript.md and 10 more`,
    );
    expect(await readdir(folder)).toEqual(['talk.srt']);
  });

  it('names the very files that the run then writes', async () => {
    const { folder, input } = await fresh('talk.srt');
    const args = [input, '--out', folder, '--json', ...server()];
    for (const flags of [[], ['--no-note'], ['--no-translation'], ['--format', 'srt,html']]) {
      await rm(join(folder, 'talk'), { recursive: true, force: true });
      const { files, folder: place } = planned(await run([...args, ...flags, '--dry-run']));
      await run([...args, ...flags]);
      expect(place).toBe(join(folder, 'talk'));
      const made = (await readdir(place)).filter((name) => name !== '.talkleaf');
      // What is read while the work goes on is written whatever files are wanted in the end.
      expect(files.toSorted()).toEqual(made.toSorted());
    }
  });

  it('without any key reckons with a model that it names, and says how to get one', async () => {
    const { folder, input } = await fresh('talk.srt');
    const outcome = await run([input, '--out', folder, '--dry-run']);
    expect(outcome.status).toBe(0);
    const rows = rowsOf(outcome);
    expect(rows['Model']).toMatch(/^none\. .*DEEPSEEK_API_KEY/);
    expect(rows['To ask']).toMatch(
      /^Reckoned with deepseek:deepseek-chat, as an example: about \d+/,
    );
    expect(rows['To ask']).toContain('$');
    const keyless = await run([input, '--out', folder, '--dry-run', '--model', 'groq:x']);
    expect(keyless.status).toBe(0);
    expect(rowsOf(keyless)['Model']).toContain('GROQ_API_KEY');
  });

  it('of a recording says with what it would be heard, or what to do', async () => {
    const { folder, input } = await fresh('talk.wav');
    const args = [input, '--out', folder, '--dry-run', ...server()];
    const outcome = await run([...args, '--speech', SPEECH]);
    expect(outcome.status).toBe(0);
    expect(rowsOf(outcome)).toMatchObject({ Plan: 'talk, 1:56', Hear: 'with mini-ctc' });
    expect(rowsOf(outcome)['To ask']).toMatch(/^by its length, about \d+ requests/);
    const deaf = await run(args, { env: { TALKLEAF_MODELS: join(root, 'no-models') } });
    expect(deaf.status).toBe(0);
    expect(rowsOf(deaf)['Hear']).toMatch(/^none\. .*talkleaf models pull \S+", \d+ MB/);
    const chinese = await run([...args, '--from', 'ja'], {
      env: { TALKLEAF_MODELS: join(root, 'no-models') },
    });
    expect(rowsOf(chinese)['Hear']).toContain('talkleaf models pull sense-voice');
  });

  it('of a link to a file does not fetch it', async () => {
    const out = await mkdtemp(join(root, 'link-'));
    const link = `${address}/talks/a_talk.wav`;
    const outcome = await run([link, '--out', out, '--dry-run', '--speech', SPEECH, ...server()]);
    expect(outcome.status).toBe(0);
    expect(rowsOf(outcome)).toMatchObject({
      Plan: 'a talk, length not known before it is fetched',
      'To ask': 'known when it is fetched',
    });
    expect(await readdir(out)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('of a page does not fetch yt-dlp for it', async () => {
    const out = await mkdtemp(join(root, 'page-'));
    const env = { PATH: root, XDG_DATA_HOME: out, TALKLEAF_YTDLP_URL: `${address}/release` };
    const outcome = await run([`${address}/watch?v=1`, '--out', out, '--dry-run', ...server()], {
      env,
    });
    expect(outcome.status).toBe(0);
    expect(rowsOf(outcome)['Fetch']).toBe('yt-dlp is not here; a copy is fetched first');
    expect(await readdir(out)).toEqual([]);
  });

  it('of several talks adds them up', async () => {
    const { folder, input } = await fresh('talk.srt');
    await writeFile(join(folder, 'second.srt'), await readFile('sample/talk.srt'));
    const args = [input, join(folder, 'second.srt'), '--out', folder, '--dry-run', ...server()];
    const outcome = await run(args);
    expect(outcome.status).toBe(0);
    expect(outcome.stderr).toMatch(/^2 talks in all: about \d\d\.\dk tokens, price not known\.$/m);
  });

  it('in Chinese has no English in it', async () => {
    const { folder, input } = await fresh('talk.wav');
    const outcome = await run([input, '--out', folder, '--dry-run'], {
      env: { TALKLEAF_LANGUAGE: 'zh', TALKLEAF_MODELS: join(root, 'no-models') },
    });
    expect(outcome.stderr).toMatch(/^听写 +无。/m);
    expect(outcome.stderr.replaceAll(/“[^”]*”/g, '')).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/);
  });
});

describe('a run', () => {
  it.each(['talk.srt', 'talk.wav'] as const)(
    'of %s begins with the plan; a finished one says so',
    async (name) => {
      const { folder, input } = await fresh(name);
      const args = [input, '--out', folder, '--speech', SPEECH, ...server()];
      const first = await run(args);
      expect(first.status).toBe(0);
      expect(rowsOf(first)['To ask']).toMatch(/about \d+ requests/);
      const asked = provider.requests.length;
      for (const again of [await run([...args, '--dry-run']), await run(args)]) {
        expect(again.status).toBe(0);
        const rows = rowsOf(again);
        expect(rows['To ask']).toBe('nothing: all of it is there from earlier runs');
        expect(rows['Translate']).toMatch(/, is there$/);
        expect(rows['Note']).toBe('is there');
        expect(rows['Hear']).toBe(name === 'talk.wav' ? 'is heard already' : undefined);
      }
      expect(provider.requests.length).toBe(asked);
      // Another wish is another plan.
      const other = rowsOf(await run([...args, '--dry-run', '--to', 'ja']));
      expect(other['To ask']).toMatch(/about \d+ requests/);
      expect(rowsOf(await run([...args, '--dry-run', '--force']))['To ask']).toMatch(/about \d+/);
    },
  );

  it('that was stopped goes on where it was, and the plan says where that is', async () => {
    const folder = await mkdtemp(join(root, 'stopped-'));
    const input = join(folder, 'talk.srt');
    const pairs = lecturePairs();
    await writeFile(input, talkOf(0.5, pairs));
    let answered = 0;
    const dying = await startSimulatedProvider({
      answer: goodAnswers(pairs),
      fault: ({ task }) => {
        if (task === 'translate') answered += 1;
        return answered > 3
          ? { status: 402, error: { message: 'Insufficient Balance' } }
          : undefined;
      },
    });
    try {
      const flags = ['--base-url', `${dying.url}/v1`, '--model', 'local:sim', '--concurrency', '1'];
      const args = [input, '--out', folder, '--no-note', ...flags];
      const whole = planned(await run([...args, '--dry-run', '--json']));
      expect((await run(args)).status).toBe(1);
      const left = await run([...args, '--dry-run']);
      const [, done = '', all = ''] =
        /, (\d+) of (\d+) sentences are there$/.exec(rowsOf(left)['Translate'] ?? '') ?? [];
      expect(Number(done)).toBeGreaterThan(0);
      expect(Number(done)).toBeLessThan(Number(all));
      const rest = planned(await run([...args, '--dry-run', '--json']));
      expect(rest.estimate?.requests).toBeLessThan(whole.estimate?.requests ?? 0);
    } finally {
      await dying.close();
    }
  });
});
