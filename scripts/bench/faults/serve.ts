/**
 * For trying other programs, from the root of the project:
 * `node build/scripts/bench/faults/serve.js [--faulty 0.3] [--streams 8] [--port 8099] [--talk build/hour.srt]` writes
 * the talk and serves its right answers over chat completions until it is stopped; `… serve.js --count result.srt` then
 * counts what is missing or misplaced in a translated file of the same cues.
 */
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { readTranscript } from '../../../src/transcripts/read.ts';
import { lecturePairs, talkOf } from '../../../test/support/long-talk.ts';
import { countLines } from './count.ts';
import { startStumbling } from './provider.ts';

const { values } = parseArgs({
  options: {
    faulty: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    streams: { type: 'string', default: '8' },
    port: { type: 'string', default: '8099' },
    talk: { type: 'string', default: 'build/hour.srt' },
    count: { type: 'string' },
  },
});
const pairs = lecturePairs();
const hour = talkOf(1, pairs);
const cuesOf = (text: string): string[] =>
  readTranscript(new TextEncoder().encode(text), { name: 'hour.srt' }).cues.map((cue) => cue.text);

if (values.count === undefined) {
  const [faulty, seed, streams, port] = [
    values.faulty,
    values.seed,
    values.streams,
    values.port,
  ].map(Number);
  await writeFile(values.talk, hour);
  const provider = await startStumbling(pairs, {
    faulty: faulty ?? 0,
    seed: seed ?? 1,
    streams: streams ?? 8,
    port,
  });
  process.stdout.write(`${provider.url}/v1\n`);
} else {
  // Both as Talkleaf reads them, so that what it merges is merged in both.
  const result = cuesOf(await readFile(values.count, 'utf8'));
  process.stdout.write(`${JSON.stringify(countLines(cuesOf(hour), result, pairs))}\n`);
}
