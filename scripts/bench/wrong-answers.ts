import type { WrittenPair, WrittenRuns } from '../../test/support/written-pairs.ts';

/** One way in which answers are wrong. */
export type Wrong = {
  readonly name: string;
  /** One wrong answer among so many right ones. @default 12 */
  readonly apart?: number;
  /** The answers to a run with the one at `at` made wrong; `undefined` where that line cannot be. */
  spoil(run: readonly WrittenPair[], at: number, languages: WrittenRuns): string[] | undefined;
  readonly aim: string;
};

/** A line that has something to say: about 6 words of English. */
const LEAST_TEXT = { cjk: 10, other: 30 } as const;

export const WRONG_ANSWERS: readonly Wrong[] = [
  {
    name: 'two lines run together, those after them moved up',
    aim: '100 %',
    spoil: (run, at) => {
      const targets = targetsOf(run);
      const joined = [...targets.slice(0, at), `${targets[at]}${targets[at + 1]}`];
      return run.length - at < 8 ? undefined : [...joined, ...targets.slice(at + 2)];
    },
  },
  {
    name: 'exchanged with its neighbour',
    aim: '100 %',
    spoil: (run, at) => {
      const targets = targetsOf(run);
      const [one, other] = [targets[at], targets[at + 1]];
      if (one === undefined || other === undefined) return undefined;
      return [...targets.slice(0, at), other, one, ...targets.slice(at + 2)];
    },
  },
  {
    name: 'left untranslated',
    aim: '100 %',
    spoil: (run, at) => (isLong(run[at]?.source) ? replaced(run, at, run[at]?.source) : undefined),
  },
  {
    name: 'in a third language',
    aim: '100 %',
    spoil: (run, at, { from, to }) => {
      const foreign = [to, from].includes('en')
        ? 'Das ist der Teil, an dem die meisten von uns am Anfang scheitern.'
        : 'This is the part where most of us fail in the beginning.';
      return isLong(run[at]?.source) ? replaced(run, at, foreign) : undefined;
    },
  },
  {
    name: 'a remark on the work after it',
    aim: '100 %',
    spoil: (run, at, { to }) => {
      const remarks =
        to === 'en'
          ? [' (Note: translated freely.)', ' Let me know if you need anything else!']
          : ['（注：此处为意译）', '以上是翻译，如有问题请告诉我。'];
      return replaced(run, at, `${run[at]?.target}${remarks[at % 2]}`);
    },
  },
  {
    name: 'a refusal',
    aim: '100 %',
    spoil: (run, at, { to }) => {
      const refusals =
        to === 'en'
          ? ["I'm sorry, but I can't help with that.", 'I cannot translate this text.']
          : ['抱歉，我无法翻译这段内容。', "I'm sorry, but I don't see any subtitle content."];
      return isLong(run[at]?.source) ? replaced(run, at, refusals[at % 2]) : undefined;
    },
  },
  {
    name: 'a number changed',
    aim: '100 %',
    apart: 1,
    spoil: (run, at) => {
      const { target } = run[at] ?? { target: '' };
      const changed = target.replace(/\d(?!.*\d)/, (digit) => String((Number(digit) + 3) % 10));
      return changed === target ? undefined : replaced(run, at, changed);
    },
  },
  {
    name: 'the second half left out',
    aim: '≥ 95 %',
    spoil: (run, at) => {
      const { source, target } = run[at] ?? { source: '', target: '' };
      if (!isLong(source)) return undefined;
      const half = target.slice(0, Math.round(target.length / 2));
      const isWordy = /^[\p{sc=Latin}\p{P}\s\d]+$/u.test(target);
      return replaced(run, at, isWordy ? half.replace(/\s+\S*$/, '') : half);
    },
  },
  {
    name: 'a clause left out, the rest closed',
    aim: '',
    spoil: (run, at) => {
      const { target } = run[at] ?? { target: '' };
      const place = clauseEnd(target);
      const mark = /[.?!。？！]$/.exec(target)?.[0];
      if (place === undefined || mark === undefined) return undefined;
      return replaced(run, at, `${target.slice(0, place)}${mark}`);
    },
  },
  {
    name: 'the answer of another line',
    aim: '100 %',
    spoil: (run, at) => (at < 3 ? undefined : replaced(run, at, run[at - 3]?.target)),
  },
  writtenAs('number', 'written by hand, another number'),
  writtenAs('part', 'written by hand, a part left out'),
  writtenAs('other', 'written by hand, something else said'),
];

/** The wrong answers that stand beside the right ones. */
function writtenAs(what: string, name: string): Wrong {
  const spoil: Wrong['spoil'] = (run, at) =>
    run[at]?.what === what ? replaced(run, at, run[at]?.wrong) : undefined;
  return { name, aim: '', apart: 1, spoil };
}

/** Where a part that ends with a comma ends, if that leaves between a third and two thirds of an answer. */
function clauseEnd(target: string): number | undefined {
  return Array.from(target.matchAll(/[,，；;]/gu), ({ index }) => index).find(
    (place) => place > target.length / 3 && place < (2 * target.length) / 3,
  );
}

function targetsOf(run: readonly WrittenPair[]): string[] {
  return run.map(({ target }) => target);
}

function replaced(
  run: readonly WrittenPair[],
  at: number,
  by: string | undefined,
): string[] | undefined {
  return by === undefined ? undefined : targetsOf(run).with(at, by);
}

function isLong(source = ''): boolean {
  const isCjk = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(source);
  return source.length >= LEAST_TEXT[isCjk ? 'cjk' : 'other'];
}
