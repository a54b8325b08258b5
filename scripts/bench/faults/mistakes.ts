/** What goes wrong on a server that stumbles. */
import type { Asked, Fault } from '../../../src/testing.ts';

const say = (status: number, message: string): Fault => ({ status, error: { message } });

/** Ways for the server to fail, whatever it was asked. */
const FAILURES: readonly Fault[] = [
  { ...say(429, 'Too many requests.'), headers: { 'retry-after': '2' } },
  say(500, 'Internal server error.'),
  say(529, 'Overloaded'),
  { instead: 'reset' },
  { instead: 'hang' },
  { breakAt: 0.5, break: 'stall' },
  { breakAt: 0.3, break: 'reset' },
  { breakAt: 0.7, break: 'end' },
  { content: 'null' },
];

/** Ways for an answer in lines to be wrong. */
const MISTAKES: readonly ((rows: string[], at: number) => string[])[] = [
  // One line left out.
  (rows, at) => rows.toSpliced(at, 1),
  // Two lines run together, and all that follow under the ID before theirs.
  (rows, at) => {
    const texts = rows.map((row) => row.slice(row.indexOf('|') + 1));
    const moved = texts.toSpliced(at, 2, `${texts[at] ?? ''}${texts[at + 1] ?? ''}`);
    return moved.map((text, index) => `${rows[index]?.split('|')[0] ?? ''}|${text}`);
  },
  // The line before once more.
  (rows, at) =>
    rows.with(
      at,
      `${rows[at]?.split('|')[0] ?? ''}|${rows[Math.max(0, at - 1)]?.split('|')[1] ?? ''}`,
    ),
  // A remark and a fence around all of it.
  (rows) => ['Here is the translation:', '```', ...rows, '```'],
];

/** One of them by chance, for an answer. */
export function faultOf(random: () => number, asked: Asked, answer: string): Fault {
  const pick = (below: number): number => Math.floor(random() * below);
  const kind = pick(FAILURES.length + 3);
  const failure = FAILURES[kind];
  if (failure) return failure;
  if (asked.task !== 'translate') return { text: answer.slice(0, Math.floor(answer.length / 2)) };
  const rows = answer.split('\n');
  const mistake = MISTAKES[pick(MISTAKES.length)];
  return { text: mistake?.(rows, pick(rows.length - 1)).join('\n') ?? answer };
}
