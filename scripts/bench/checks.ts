/** How often right translations are doubted, and how many wrong ones of each kind are noticed. */
import { drain } from '../../src/base/async.ts';
import { fingerprint } from '../../src/base/hash.ts';
import { volatileMemory } from '../../src/base/memory.ts';
import { translate } from '../../src/translate/translate.ts';
import { PARALLEL, talkOf } from '../../test/support/parallel.ts';
import { scriptedTranslator } from '../../test/support/scripted-translator.ts';
import {
  unseenPairs,
  type WrittenPair,
  type WrittenRuns,
  writtenPairs,
} from '../../test/support/written-pairs.ts';
import type { Row } from './table.ts';
import { WRONG_ANSWERS, type Wrong } from './wrong-answers.ts';

const LANGUAGES = ['en-zh', 'zh-en', 'ja-zh', 'de-zh'] as const;
/** So many lines are asked for at once at most, as of a talk. */
const LINES = 24;
const APART = 4;

/** What was looked at while the checks were made, and what was not. */
const PARTS = ['fitted to', 'kept apart', 'unseen'] as const;
type Part = (typeof PARTS)[number];

/** Lines translated together. */
type Chunk = {
  readonly set: string;
  readonly part: Part;
  readonly languages: WrittenRuns;
  readonly run: readonly WrittenPair[];
};

/** Rates of all checks together, as a reader meets them: the real translation, asked of a model that insists. */
export async function measureChecks(): Promise<Row[]> {
  const chunks = [
    ...chunksOf('parallel text', parallelRuns('en-zh')),
    ...chunksOf('parallel text', parallelRuns('zh-en')),
    ...LANGUAGES.flatMap((each) => chunksOf('pairs of many kinds', writtenPairs(each))),
    ...LANGUAGES.flatMap((each) => chunksOf('unseen', unseenPairs(each))),
  ];
  const rows = await rowsOfRight(chunks);
  for (const wrong of WRONG_ANSWERS) {
    for (const part of PARTS) {
      const here = chunks.filter((chunk) => chunk.part === part);
      rows.push(...(await rowsOfWrong(wrong, part, here)));
    }
  }
  return rows;
}

type Count = { lines: number; again: number; marked: number };

async function rowsOfRight(chunks: readonly Chunk[]): Promise<Row[]> {
  const bySet = new Map<string, Count>();
  const byPart = new Map<string, Count>();
  const all = { lines: 0, again: 0, marked: 0 };
  for (const chunk of chunks) {
    const seen = await outcomeOf(
      chunk,
      chunk.run.map(({ target }) => target),
    );
    const { from, to } = chunk.languages;
    const counts = [
      countIn(bySet, `${from} to ${to}, ${chunk.set}`),
      countIn(byPart, chunk.part),
      all,
    ];
    for (const count of counts) {
      count.lines += chunk.run.length;
      count.again += seen.again.size;
      count.marked += seen.marked.size;
    }
  }
  const each = [...bySet, ...byPart].map(([name, count]): Row => [
    `right, ${name}: lines; asked again; marked`,
    shown(count),
    '',
  ]);
  const rate = (count: number): string => ((1000 * count) / all.lines).toFixed(1);
  return [
    ...each,
    ['right lines in all; asked again; marked', shown(all), ''],
    ['right lines asked again, per 1,000', rate(all.again), '≤ 15'],
    ['right lines marked, per 1,000', rate(all.marked), '≤ 2'],
  ];
}

function countIn(counts: Map<string, Count>, name: string): Count {
  const count = counts.get(name) ?? { lines: 0, again: 0, marked: 0 };
  counts.set(name, count);
  return count;
}

function shown({ lines, again, marked }: Count): string {
  return `${lines}; ${again}; ${marked}`;
}

async function rowsOfWrong(wrong: Wrong, part: Part, chunks: readonly Chunk[]): Promise<Row[]> {
  let [planted, noticed, marked] = [0, 0, 0];
  const apart = wrong.apart ?? APART;
  for (const chunk of chunks) {
    for (let at = Math.floor(apart / 2); at < chunk.run.length; at += apart) {
      const targets = wrong.spoil(chunk.run, at, chunk.languages);
      if (targets === undefined) continue;
      const seen = await outcomeOf(chunk, targets);
      planted += 1;
      noticed += Number(seen.again.has(at) || seen.marked.has(at));
      marked += Number(seen.marked.has(at));
    }
  }
  if (planted === 0) return [];
  const percent = (count: number): string => `${((100 * count) / planted).toFixed(1)} %`;
  const name = `wrong, ${wrong.name}, ${part}: planted; noticed; marked though the model insists`;
  return [[name, `${planted}; ${percent(noticed)}; ${percent(marked)}`, wrong.aim]];
}

type Outcome = {
  /** Indexes of lines that were asked for more than once. */
  readonly again: ReadonlySet<number>;
  /** Indexes of lines that the reader sees marked, or not at all. */
  readonly marked: ReadonlySet<number>;
};

/** What comes of answers that the model gives at first, and again whenever it is asked. */
async function outcomeOf(
  { languages: { from, to }, run }: Chunk,
  targets: readonly string[],
): Promise<Outcome> {
  const sentences = talkOf(run.map(({ source }) => source));
  const { model, asked } = scriptedTranslator(({ ids }) =>
    ids.map((id) => `${id}|${targets[id - 1] ?? ''}`).join('\n'),
  );
  const context = { topic: '', terms: [], speakers: [], style: '' };
  const brief = { from, to, context };
  const lines = await drain(translate(sentences, { model, brief, memory: volatileMemory() }));
  const again = new Set(
    asked.flatMap(({ ids }, call) => (call === 0 ? [] : ids.map((id) => id - 1))),
  );
  const marked = new Set(
    lines.flatMap(({ status }, index) =>
      status === 'flagged' || status === 'untranslated' ? [index] : [],
    ),
  );
  return { again, marked };
}

function chunksOf(set: string, languages: WrittenRuns): Chunk[] {
  return languages.runs.flatMap((run) =>
    Array.from({ length: Math.ceil(run.length / LINES) }, (_, index): Chunk => {
      const here = run.slice(index * LINES, (index + 1) * LINES);
      return { set, part: set === 'unseen' ? 'unseen' : halfOf(here), languages, run: here };
    }),
  );
}

/** The half that lines belong to, by their first source, as it was when the checks were last fitted. */
function halfOf([first]: readonly WrittenPair[]): Part {
  const isApart = Number.parseInt(fingerprint(first?.source).charAt(3), 16) % 2 === 1;
  return isApart ? 'kept apart' : 'fitted to';
}

function parallelRuns(languages: 'en-zh' | 'zh-en'): WrittenRuns {
  const isForward = languages === 'en-zh';
  const sections = [...new Set(PARALLEL.map(({ section }) => section))];
  const runs = sections.map((section) =>
    PARALLEL.filter((pair) => pair.section === section).map(({ en, zh }): WrittenPair => ({
      source: isForward ? en : zh,
      target: isForward ? zh : en,
      kind: section,
    })),
  );
  return { from: isForward ? 'en' : 'zh', to: isForward ? 'zh' : 'en', runs };
}
