/**
 * For trying other programs, from the root of the project:
 * `node build/scripts/bench/faults/serve.js [--faulty 0.3] [--seed 1] [--streams 8] [--port 8099] [--talk build/hour.srt]` writes
 * the talk and serves its right answers over chat completions until it is stopped; `… serve.js --count result.srt` then
 * counts what is missing or misplaced in a translated file, whose cues are known by the times they begin at.
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
/** The text of each cue by the second it begins at, as Talkleaf reads them. */
const cuesOf = (text: string): Map<number, string> => {
  const { cues } = readTranscript(new TextEncoder().encode(text), { name: 'hour.srt' });
  return new Map(cues.map((cue) => [cue.start, cue.text]));
};

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
  const [asked, result] = [cuesOf(hour), cuesOf(await readFile(values.count, 'utf8'))];
  const targets = [...asked.keys()].map((start) => result.get(start) ?? '');
  process.stdout.write(`${JSON.stringify(countLines([...asked.values()], targets, pairs))}\n`);
}
