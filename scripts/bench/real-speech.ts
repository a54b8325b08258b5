/** Recordings of real speech, heard with real weights: by Talkleaf, and by faster-whisper and whisper-cli with the same. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { edgesIn } from './real-speech/edges.ts';
import { errorsIn, type Errors } from './real-speech/errors.ts';
import { type Way, waysIn } from './real-speech/ways.ts';
import { type Row, time } from './table.ts';

/** Languages whose words are counted by characters. */
const BY_CHARACTERS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

type Recording = {
  readonly name: string;
  readonly path: string;
  readonly said: string;
  /** A file with the times of each word, where they are known. */
  readonly times?: string | undefined;
};
type Sum = { wrong: number; of: number; seconds: number };

export async function measureRealSpeech(): Promise<Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      weights: { type: 'string' },
      recordings: { type: 'string' },
      few: { type: 'string' },
    },
  });
  const { weights = '', recordings = '', few = '' } = values;
  if (!existsSync(weights) || !existsSync(recordings)) {
    const why = 'not measured: --weights DIR and --recordings DIR name no folders';
    return [['real speech with real weights', why, '']];
  }
  const out = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  try {
    return await rowsFor(recordingsIn(recordings), await waysIn(weights, out), new RegExp(few));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Sound files, each with what is said in it beside it: `NAME.wav` and `NAME.txt`; or `NAME.json`, with the times of words. */
function recordingsIn(folder: string): Recording[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:wav|opus|mp3|m4a|flac)$/.test(name))
    .toSorted()
    .flatMap((name) => {
      const text = join(folder, `${basename(name, extname(name))}.txt`);
      if (!existsSync(text)) return [];
      const times = text.replace(/txt$/, 'json');
      const said = readFileSync(text, 'utf8');
      return [{ name, path: join(folder, name), said, ...(existsSync(times) && { times }) }];
    });
}

async function rowsFor(
  recordings: readonly Recording[],
  ways: readonly Way[],
  few: RegExp,
): Promise<Row[]> {
  const sums = new Map<Way, Sum>(ways.map((way) => [way, { wrong: 0, of: 0, seconds: 0 }]));
  const rows: Row[] = [];
  for (const { name, path, said, times } of recordings) {
    const units = BY_CHARACTERS.test(said) ? 'characters' : 'words';
    const isFew = few.test(name);
    for (const way of ways.filter(({ isSlow }) => isFew || !isSlow)) {
      if (times && !way.isOwn) continue;
      const { text, seconds, sentences = [] } = await way.hear(path);
      if (times) {
        rows.push([
          `${name}, ${way.name}: edges of sentences, median`,
          edgesIn(sentences, times),
          '',
        ]);
        continue;
      }
      const errors = await errorsIn(text, said, units);
      const sum = sums.get(way);
      if (sum) add(sum, errors, seconds);
      process.stderr.write(`${name}, ${way.name}: ${worded(errors)}, ${time(seconds)}\n`);
      rows.push([
        `${name}, ${way.name}: ${units} wrong; time`,
        `${worded(errors)}; ${time(seconds)}`,
        '',
      ]);
    }
  }
  return [...rows, ...summed(sums)];
}

/** Each way over all that it heard, held against its rival where that heard as much. */
function summed(sums: ReadonlyMap<Way, Sum>): Row[] {
  const byName = new Map([...sums].map(([{ name }, sum]) => [name, sum]));
  return [...sums].flatMap(([way, sum]) => {
    const share = ((100 * sum.wrong) / Math.max(1, sum.of)).toFixed(1);
    const all = `${sum.wrong} of ${sum.of} (${share} %); ${time(sum.seconds)}`;
    const row: Row = [`all, ${way.name}: wrong; time`, all, ''];
    const other = byName.get(way.rival?.name ?? '');
    if (!way.rival || !other?.of || sum.of !== other.of) return [row];
    const ratios = [sum.wrong / other.wrong, sum.seconds / other.seconds];
    const measured = ratios.map((each) => each.toFixed(2)).join('; ');
    return [row, [`… to ${way.rival.name}: errors; time`, measured, way.rival.aim]];
  });
}

function add(sum: Sum, { wrong, of }: Errors, seconds: number): void {
  sum.wrong += wrong;
  sum.of += of;
  sum.seconds += seconds;
}

function worded({ wrong, of, lost }: Errors): string {
  return `${((100 * wrong) / Math.max(1, of)).toFixed(1)} % (${lost} fewer)`;
}
