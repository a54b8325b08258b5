import { merge } from '../../base/async.ts';
import { type ChatModel, asidesOf } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import { estimateTokens } from '../../text/tokens.ts';
import { askNote } from '../asking/ask-note.ts';
import type { NoteTools } from '../asking/desk.ts';
import type { NoteEvent } from '../asking/events.ts';
import { answerTokens, roomForLines } from '../asking/room.ts';
import { verdictPrompt } from './prompt.ts';
import type { Statement } from './statements.ts';
import { type Fault, VerdictAnswer } from './verdicts.ts';

/** What a judge says of a statement; without a word about it there is none. */
export type Verdict = 'supported' | Fault;

/** Tools whose model judges. */
export type JudgeTools = NoteTools & { readonly judge: ChatModel };

/** So many statements are judged at once, about: more are skimmed, fewer cost more instructions. */
export const STATEMENTS_AT_ONCE = 50;
/** An answer: its frame, what is said of a statement that is right, and of one at fault; in tokens. */
const FRAME_TOKENS = 100;
const RIGHT_TOKENS = 3;
const FAULT_TOKENS = 60;
/** Tokens of a line's ID, and of a statement's number and citations, about. */
const MARK_TOKENS = 8;

/** Asks for a verdict on each statement, side by side. What could not be had is missing. */
export async function* judge(
  statements: readonly Statement[],
  tools: JudgeTools,
): AsyncGenerator<NoteEvent, Map<Statement, Verdict>> {
  const found = yield* merge<NoteEvent, Map<Statement, Verdict>[]>(
    batchesOf(statements, tools).map((batch) => judgeBatch(batch, tools)),
  );
  return new Map(found.flatMap((each) => [...each]));
}

async function* judgeBatch(
  batch: readonly Statement[],
  tools: JudgeTools,
): AsyncGenerator<NoteEvent, Map<Statement, Verdict>> {
  const { judge: model, checker, briefFor, signal } = tools;
  const lines = checker.around(
    batch.flatMap(({ cites }) => cites),
    0,
  );
  const brief = briefFor(lines, batch.map(({ text }) => text).join('\n'));
  const user = verdictPrompt(batch, lines, brief);
  const most = FRAME_TOKENS + batch.length * FAULT_TOKENS;
  const maxTokens = answerTokens(model.info, most);
  const expectTokens = FRAME_TOKENS + batch.length * RIGHT_TOKENS;
  const request = { task: 'verify', user, maxTokens, expectTokens, signal };
  try {
    const { faults, ok } = yield* asidesOf(askNote({ ...tools, model }, request, VerdictAnswer));
    const verdicts = new Map<Statement, Verdict>();
    const put = (n: number, verdict: Verdict): void => {
      const statement = batch[n - 1];
      if (statement) verdicts.set(statement, verdict);
    };
    for (const n of ok) put(n, 'supported');
    for (const { n, ...fault } of faults) put(n, fault);
    return verdicts;
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return new Map();
  }
}

/** Even batches that the judge can hold, each of statements that stand together. */
function batchesOf(statements: readonly Statement[], tools: JudgeTools): Statement[][] {
  const { judge: model, checker, brief } = tools;
  const answer = answerTokens(model.info, FRAME_TOKENS + STATEMENTS_AT_ONCE * FAULT_TOKENS);
  const room = roomForLines(model.info, verdictPrompt([], [], brief), answer);
  const tokensOf = (text: string): number => estimateTokens(text, model.info.family) + MARK_TOKENS;
  const count = Math.ceil(statements.length / STATEMENTS_AT_ONCE);
  const most = Math.ceil(statements.length / Math.max(1, count));
  const batches: Statement[][] = [];
  let shown = new Set<number>();
  let tokens = 0;
  for (const statement of statements) {
    const fresh = checker.around(statement.cites, 0).filter(({ id }) => !shown.has(id));
    const more = fresh.reduce((sum, { text }) => sum + tokensOf(text), tokensOf(statement.text));
    const last = batches.at(-1);
    if (last && last.length < most && tokens + more <= room) {
      last.push(statement);
      tokens += more;
    } else {
      batches.push([statement]);
      shown = new Set();
      tokens = more;
    }
    for (const { id } of fresh) shown.add(id);
  }
  return batches;
}
