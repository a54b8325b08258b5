import { askOnce } from '../llm/ask-once.ts';
import type { ChatEvent } from '../llm/chat-model.ts';
import { isAboutOneRequest } from '../llm/model-error.ts';
import type { Claim } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { CorrectionAnswer } from './answers.ts';
import type { CheckedClaim, ClaimChecker, Problem } from './check-claims.ts';
import { type NoteDesk } from './outline.ts';
import { correctionPrompt } from './prompt.ts';

/** Lines shown on either side of each cited one. */
const AROUND = 2;
/** Tokens a corrected claim takes up, about. */
const TOKENS_A_CLAIM = 150;

type Correcting = {
  /** Sentence IDs that may be cited, inclusive. */
  readonly range: { readonly from: number; readonly to: number };
  readonly sentences: readonly Sentence[];
  readonly desk: NoteDesk;
  readonly checker: ClaimChecker;
};

/**
 * Checks claims, asks once for those with problems, checks again. A claim whose number, name or citation
 * is still not borne out is dropped (`undefined` in its place); lesser doubts are marked on it.
 */
export async function* correctClaims(
  claims: readonly Claim[],
  correcting: Correcting,
): AsyncGenerator<ChatEvent, (Claim | undefined)[]> {
  const { range, checker } = correcting;
  const checked = claims.map((claim) => checker.check(claim, range));
  const wrong = checked.filter((each) => each.problems.length > 0);
  if (wrong.length === 0) return checked.map((each) => each.claim);
  const corrected = yield* askCorrections(wrong, correcting);
  return checked.map((each) => {
    if (each.problems.length === 0) return each.claim;
    const answer = corrected.get(wrong.indexOf(each) + 1);
    if (answer === 'drop') return undefined;
    return settle(answer ? checker.check({ ...each.claim, ...answer }, range) : each);
  });
}

/** Problems that make a claim unusable; the others are shown to the reader. */
const UNSUPPORTED: ReadonlySet<Problem['doubt']> = new Set(['number', 'name', 'cite']);

function settle({ claim, problems }: CheckedClaim): Claim | undefined {
  if (problems.some((problem) => UNSUPPORTED.has(problem.doubt)) || claim.text === '') {
    return undefined;
  }
  if (problems.length === 0) return claim;
  return { ...claim, doubts: problems.map((problem) => problem.doubt) };
}

type Correction = Pick<Claim, 'text' | 'cites'> | 'drop';

async function* askCorrections(
  wrong: readonly CheckedClaim[],
  { desk, sentences }: Correcting,
): AsyncGenerator<ChatEvent, Map<number, Correction>> {
  const { model, memory, brief, signal } = desk;
  const user = correctionPrompt(
    wrong.map(({ claim, problems }, index) => ({
      number: index + 1,
      text: claim.text,
      problem: problems.map((problem) => problem.say).join('; '),
      lines: linesAround(claim.cites, sentences),
    })),
    brief,
  );
  const reasoning = model.info.thinking === 'always' ? 3000 : 0;
  const expectTokens = 100 + TOKENS_A_CLAIM * wrong.length;
  const maxTokens = Math.min(model.info.maxOutput, expectTokens * 2 + reasoning);
  try {
    const request = { task: 'correct', user, maxTokens, expectTokens, signal };
    const { points } = yield* askOnce(model, request, { schema: CorrectionAnswer, memory });
    return new Map(
      points.map(({ n, t, c, drop }): [number, Correction] => [
        n,
        drop || t === '' ? 'drop' : { text: t, cites: c },
      ]),
    );
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return new Map();
  }
}

function linesAround(cites: readonly number[], sentences: readonly Sentence[]): Sentence[] {
  return sentences.filter(({ id }) => cites.some((cite) => Math.abs(cite - id) <= AROUND));
}
