/** How often right translations are doubted, and how many wrong ones of each kind are noticed. */
import { drain } from '../../src/base/async.ts';
import { volatileMemory } from '../../src/base/memory.ts';
import { translate } from '../../src/translate/translate.ts';
import { PARALLEL, talkOf } from '../../test/support/parallel.ts';
import { scriptedTranslator } from '../../test/support/scripted-translator.ts';
import {
  type WrittenPair,
  type WrittenRuns,
  writtenPairs,
} from '../../test/support/written-pairs.ts';
import type { Row } from './table.ts';
import { WRONG_ANSWERS, type Wrong } from './wrong-answers.ts';

const LANGUAGES = ['en-zh', 'zh-en', 'ja-zh', 'de-zh'] as const;
/** So many lines are asked for at once at most, as of a talk. */
const LINES = 24;
const APART = 12;

/** Rates of all checks together, as a reader meets them: the real translation, asked of a model that insists. */
export async function measureChecks(): Promise<Row[]> {
  const sets = [parallelRuns('en-zh'), parallelRuns('zh-en'), ...LANGUAGES.map(writtenPairs)];
  const rows: Row[] = [];
  const all = { lines: 0, marked: 0, again: 0 };
  for (const [index, set] of sets.entries()) {
    const found = { lines: 0, marked: 0, again: 0 };
    for (const run of chunksOf(set)) {
      const seen = await outcomeOf(
        set,
        run,
        run.map(({ target }) => target),
      );
      found.lines += run.length;
      found.marked += seen.marked.size;
      found.again += seen.again.size;
    }
    const name = `${set.from} to ${set.to}, ${index < 2 ? 'parallel text' : 'pairs of many kinds'}`;
    rows.push([`right, ${name}: lines; asked again; marked`, shown(found), '']);
    for (const of of ['lines', 'marked', 'again'] as const) all[of] += found[of];
  }
  const perThousand = ((1000 * all.marked) / all.lines).toFixed(1);
  rows.push(['right lines in all; asked again; marked', shown(all), '']);
  rows.push(['right lines marked, per 1,000', perThousand, '≤ 2']);
  for (const wrong of WRONG_ANSWERS) rows.push(await caughtOf(wrong, sets));
  return rows;
}

function shown({ lines, again, marked }: Record<'lines' | 'again' | 'marked', number>): string {
  return `${lines}; ${again}; ${marked}`;
}

async function caughtOf(wrong: Wrong, sets: readonly WrittenRuns[]): Promise<Row> {
  let [planted, noticed, marked] = [0, 0, 0];
  for (const set of sets) {
    for (const run of chunksOf(set)) {
      const apart = wrong.apart ?? APART;
      for (let at = Math.floor(apart / 2); at < run.length - 1; at += apart) {
        const targets = wrong.spoil(run, at, set);
        if (targets === undefined) continue;
        const seen = await outcomeOf(set, run, targets);
        planted += 1;
        noticed += Number(seen.again.has(at) || seen.marked.has(at));
        marked += Number(seen.marked.has(at));
      }
    }
  }
  const percent = (part: number): string => `${((100 * part) / Math.max(1, planted)).toFixed(1)} %`;
  return [
    `wrong, ${wrong.name}: planted; noticed; marked though the model insists`,
    `${planted}; ${percent(noticed)}; ${percent(marked)}`,
    wrong.aim,
  ];
}

type Outcome = {
  /** Indexes of lines that were asked for more than once. */
  readonly again: ReadonlySet<number>;
  /** Indexes of lines that the reader sees marked, or not at all. */
  readonly marked: ReadonlySet<number>;
};

/** What comes of answers that the model gives at first, and again whenever it is asked. */
async function outcomeOf(
  { from, to }: WrittenRuns,
  run: readonly WrittenPair[],
  targets: readonly string[],
): Promise<Outcome> {
  const sentences = talkOf(run.map(({ source }) => source));
  const { model, asked } = scriptedTranslator(({ ids }) =>
    ids.map((id) => `${id}|${targets[id - 1] ?? ''}`).join('\n'),
  );
  const context = { topic: '', terms: [], speakers: [], style: '' };
  const brief = { from, to, context };
  const lines = await drain(
    translate(sentences, { model, brief, memory: volatileMemory(), lanes: 1 }),
  );
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

function chunksOf({ runs }: WrittenRuns): WrittenPair[][] {
  return runs.flatMap((run) =>
    Array.from({ length: Math.ceil(run.length / LINES) }, (_, index) =>
      run.slice(index * LINES, (index + 1) * LINES),
    ),
  );
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
