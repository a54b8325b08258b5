import type { ChatEvent } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import type { Claim } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { CheckedClaim, Problem } from '../checks/check-claims.ts';
import { CorrectionAnswer } from './answers.ts';
import { askNote } from './ask-note.ts';
import type { NoteTools } from './desk.ts';
import { correctionPrompt } from './prompt.ts';
import { answerTokens } from './room.ts';

/** Lines shown on either side of each cited one. */
const AROUND = 2;
/** A section of more lines is not shown whole. */
const MOST_LINES = 200;
/** Tokens a corrected claim takes up, about. */
const TOKENS_A_CLAIM = 150;

/** Sentence IDs that claims are to rest on, inclusive. */
export type IdRange = { readonly from: number; readonly to: number };

/**
 * Checks claims, asks once for those with problems, checks again. A claim whose number, name or citation
 * is still not borne out is dropped (`undefined` in its place), and so is one without text; lesser
 * doubts are marked on it.
 */
export async function* correctClaims(
  claims: readonly Claim[],
  range: IdRange,
  tools: NoteTools,
): AsyncGenerator<ChatEvent, (Claim | undefined)[]> {
  const { checker } = tools;
  const checked = claims.map((claim) => checker.check(claim, range));
  const wrong = checked.filter((each) => each.problems.length > 0 && each.claim.text !== '');
  const corrected = wrong.length > 0 ? yield* askCorrections(wrong, range, tools) : NOTHING;
  return checked.map((each) => {
    const answer = corrected.get(each);
    if (answer === 'drop') return undefined;
    return settle(answer ? checker.check({ ...each.claim, ...answer }, range) : each);
  });
}

/** Problems that make a claim unusable; the others are shown to the reader. */
const UNSUPPORTED: ReadonlySet<Problem['doubt']> = new Set(['number', 'name', 'cite', 'comment']);

/** True when the talk does not bear a claim out. */
export function isUnsupported(problems: readonly Problem[]): boolean {
  return problems.some((problem) => UNSUPPORTED.has(problem.doubt));
}

function settle({ claim, problems }: CheckedClaim): Claim | undefined {
  if (isUnsupported(problems) || claim.text === '') return undefined;
  if (problems.length === 0) return claim;
  return { ...claim, doubts: problems.map((problem) => problem.doubt) };
}

/** A claim put right, or the advice to leave it out. */
export type Correction = Pick<Claim, 'text' | 'cites'> | 'drop';
type Corrections = ReadonlyMap<CheckedClaim, Correction>;
const NOTHING: Corrections = new Map();

/** Asks for claims with problems to be put right; of a range, all lines are shown where a claim cites none. */
export async function* askCorrections(
  wrong: readonly CheckedClaim[],
  range: IdRange | undefined,
  tools: NoteTools,
): AsyncGenerator<ChatEvent, Corrections> {
  const { model, signal } = tools;
  const user = promptFor(wrong, range, tools);
  const expectTokens = 100 + TOKENS_A_CLAIM * wrong.length;
  const maxTokens = answerTokens(model.info, expectTokens * 2);
  try {
    const request = { task: 'correct', user, maxTokens, expectTokens, signal };
    const { points } = yield* askNote(tools, request, CorrectionAnswer);
    const corrections = new Map<CheckedClaim, Correction>();
    for (const { n, t, c, drop } of points) {
      const each = wrong[n - 1];
      if (each) corrections.set(each, drop || t === '' ? 'drop' : { text: t, cites: c });
    }
    return corrections;
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return NOTHING;
  }
}

function promptFor(
  wrong: readonly CheckedClaim[],
  range: IdRange | undefined,
  { checker, briefFor }: NoteTools,
): string {
  const problems = wrong.map(({ claim, problems: found }, index) => ({
    number: index + 1,
    text: claim.text,
    problem: found.map((problem) => problem.say).join('; '),
    lines: checker.around(claim.cites, AROUND),
  }));
  // A point that cites nothing can only be put right by looking at the whole section.
  const isLost = problems.some(({ lines }) => lines.length === 0);
  const all = isLost && range ? linesOf(range, checker) : [];
  const shown = [...problems.flatMap(({ lines }) => lines), ...all];
  const brief = briefFor(shown, problems.map(({ text }) => text).join('\n'));
  return correctionPrompt(problems, all, brief);
}

function linesOf({ from, to }: IdRange, checker: NoteTools['checker']): Sentence[] {
  if (to - from >= MOST_LINES) return [];
  const ids = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return checker.around(ids, 0);
}
