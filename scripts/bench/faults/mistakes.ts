/** What goes wrong on a server that stumbles. */
import type { Fault } from '../../../src/testing.ts';
import { inOrder, type Form } from './form.ts';

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
const MISTAKES: readonly ((form: Form, at: number) => string)[] = [
  // One line left out.
  (form, at) => form.write(inOrder(form).with(at, [])),
  // Two lines run together, and all that follow in the place before theirs.
  (form, at) => {
    const places = inOrder(form);
    return form.write(places.toSpliced(at, 2, [...(places[at] ?? []), ...(places[at + 1] ?? [])]));
  },
  // The line before once more.
  (form, at) => form.write(inOrder(form).with(at, [Math.max(0, at - 1)])),
  // A remark and a fence around all of it.
  (form) => ['Here is the translation:', '```', form.write(inOrder(form)), '```'].join('\n'),
];

/** One of them by chance, for an answer: in lines, or whole. */
export function faultOf(random: () => number, answer: Form | string): Fault {
  const pick = (below: number): number => Math.floor(random() * below);
  const kind = pick(FAILURES.length + 3);
  const failure = FAILURES[kind];
  if (failure) return failure;
  if (typeof answer === 'string') return { text: answer.slice(0, Math.floor(answer.length / 2)) };
  const mistake = MISTAKES[pick(MISTAKES.length)];
  return { text: mistake?.(answer, pick(answer.count - 1)) };
}
