import {
  type Asked,
  type Fault,
  type SimulatedProvider,
  startSimulatedProvider,
} from '../../../src/testing.ts';
import { estimateTokens } from '../../../src/text/tokens.ts';
import { goodAnswers } from '../../../test/support/good-answers.ts';
import type { Pair } from '../../../test/support/long-talk.ts';
import { seededRandom } from '../../../test/support/seeded-random.ts';
import { inOrder, rowsForm } from './form.ts';
import { inKind } from './in-kind.ts';
import { faultOf } from './mistakes.ts';

const FIRST_TOKEN_S = 0.6;
const TOKENS_A_SECOND = 80;

export type Stumbling = {
  /** Share of the answers that go wrong, as a ratio. */
  readonly faulty: number;
  readonly seed: number;
  /** Count of answers it writes at once; more are refused. */
  readonly streams: number;
  readonly port?: number | undefined;
};

export type StumblingProvider = SimulatedProvider & {
  /** Tokens of prompts and answers so far, as far as they were written. */
  readonly tokens: () => number;
};

/** A server that knows the right answer to everything about a talk, and fails by chance, the same for the same seed. */
export async function startStumbling(
  pairs: readonly Pair[],
  { faulty, seed, streams, port }: Stumbling,
): Promise<StumblingProvider> {
  const good = goodAnswers(pairs);
  const other = inKind(pairs);
  const random = seededRandom(seed);
  let tokens = 0;
  const answerOf = (asked: Asked): string | undefined => {
    const form = other(asked);
    return form ? form.write(inOrder(form)) : good(asked);
  };
  const provider = await startSimulatedProvider({
    answer: answerOf,
    fault: (asked) => {
      const answer = answerOf(asked) ?? '';
      const form = other(asked) ?? (asked.task === 'translate' ? rowsForm(answer) : undefined);
      const fault: Fault = random() < faulty ? faultOf(random, form ?? answer) : {};
      const { text = answer, breakAt = 1, instead, status } = fault;
      const isAnswered = instead === undefined && status === undefined;
      const written = isAnswered ? text.slice(0, breakAt * text.length) : '';
      tokens += estimateTokens(`${asked.system}${asked.user}${written}`, 'o200k');
      return fault;
    },
    speed: { firstTokenMs: 1000 * FIRST_TOKEN_S, tokensPerSecond: TOKENS_A_SECOND },
    streams,
    port,
  });
  return { ...provider, tokens: () => tokens };
}
