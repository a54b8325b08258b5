import { merge } from '../../base/async.ts';
import { asidesOf } from '../../llm/chat-model.ts';
import type { ClaimDoubt, Note } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import { briefReason } from '../../text/brief-reason.ts';
import { askCorrections, type Correction, isUnsupported } from '../asking/correct.ts';
import type { NoteEvent } from '../asking/events.ts';
import type { CheckedClaim, Problem } from '../checks/check-claims.ts';
import { judge, type JudgeTools, type Verdict } from './judge.ts';
import { type Outcome, type Statement, statementsOf, withOutcomes } from './statements.ts';
import type { Fault } from './verdicts.ts';

/** Where more of the statements are at fault than this, either the note or the judge is of no use: all of them are marked. */
const MOST_FAULTS = 0.5;
const FEWEST_FAULTS = 8;
/** So many statements are corrected at once. */
const AT_ONCE = 20;

const DOUBTS: Readonly<Record<Fault['v'], ClaimDoubt>> = {
  partly: 'partly',
  not: 'unsupported',
  contrary: 'contrary',
};
const SAY: Readonly<Record<Fault['v'], string>> = {
  partly: 'the lines say only part of it',
  not: 'the lines do not say it',
  contrary: 'the lines say the opposite, or exchange who or what',
};

/**
 * Has a note's statements and headings judged beside the lines they rest on. What is not supported is corrected once
 * and judged again; then it is left out, or marked where the lines bear it out in part or its author stands by it.
 * What nobody judged stays as it is, and is counted.
 */
export async function* verifyNote(
  note: Note,
  spoken: readonly Sentence[],
  tools: JudgeTools,
): AsyncGenerator<NoteEvent, Note> {
  const statements = statementsOf(note, spoken, tools.brief.to);
  if (statements.length === 0) return note;
  const verdicts = yield* judge(statements, tools);
  const faulty = [...verdicts].flatMap(([statement, verdict]) =>
    isFault(statement, verdict) ? [{ statement, fault: verdict }] : [],
  );
  const isHopeless =
    faulty.length >= FEWEST_FAULTS && faulty.length > statements.length * MOST_FAULTS;
  const claims = faulty.filter(({ statement }) => statement.kind === 'claim');
  const outcomes = isHopeless
    ? new Map(claims.map((each) => [each.statement.key, marked(each)]))
    : yield* settleFaults(faulty, tools);
  const dropped = claims.filter(({ statement }) => outcomes.get(statement.key) === 'dropped');
  const corrected = [...outcomes.values()].filter((each) => each !== 'dropped' && !each.doubts);
  return {
    ...withOutcomes(note, outcomes, tools.brief.to),
    dropped: note.dropped + dropped.length,
    verified: {
      model: tools.judge.info.id,
      claims: verdicts.size,
      corrected: corrected.length,
      unread: statements.length - verdicts.size,
    },
  };
}

type Faulty = { readonly statement: Statement; readonly fault: Fault };

/** A heading names more than its lines say in so many words. */
function isFault({ kind }: Statement, verdict: Verdict): verdict is Fault {
  return verdict !== 'supported' && (kind === 'claim' || verdict.v !== 'partly');
}

async function* settleFaults(
  faulty: readonly Faulty[],
  tools: JudgeTools,
): AsyncGenerator<NoteEvent, Map<string, Outcome>> {
  if (faulty.length === 0) return new Map();
  const doubted = faulty.map(doubtedBy);
  const corrections = yield* correct(doubted, tools);
  const better = new Map(
    faulty.map((each, index) => {
      const asked = doubted[index];
      return [each, correctedBy(each, asked && corrections.get(asked), tools)];
    }),
  );
  const again = yield* judge(
    [...better.values()].filter((each) => each !== 'dropped'),
    tools,
  );
  return new Map(
    faulty.flatMap((each) => {
      const statement = better.get(each) ?? 'dropped';
      const outcome =
        statement === 'dropped' ? statement : settled(each, statement, again.get(statement));
      return outcome ? [[each.statement.key, outcome] as const] : [];
    }),
  );
}

/** Corrections of some at a time, side by side. */
async function* correct(
  doubted: readonly CheckedClaim[],
  tools: JudgeTools,
): AsyncGenerator<NoteEvent, Map<CheckedClaim, Correction>> {
  const starts = Array.from(
    { length: Math.ceil(doubted.length / AT_ONCE) },
    (_, index) => index * AT_ONCE,
  );
  // Their lines are shown with each; there is no section to look through.
  const found = yield* merge<NoteEvent, ReadonlyMap<CheckedClaim, Correction>[]>(
    starts.map((from) =>
      asidesOf(askCorrections(doubted.slice(from, from + AT_ONCE), undefined, tools)),
    ),
  );
  return new Map(found.flatMap((each) => [...each]));
}

function doubtedBy({ statement, fault }: Faulty): CheckedClaim {
  const { kind, text, cites } = statement;
  const say = [
    ...(kind === 'heading' ? ['it is a heading, and the lines below it do not claim that'] : []),
    SAY[fault.v],
    ...(fault.why === '' ? [] : [fault.why]),
  ].join('; ');
  const problem: Problem = { doubt: DOUBTS[fault.v], say };
  return { claim: { text, cites: [...new Set([...cites, ...fault.c])] }, problems: [problem] };
}

/** The statement as it was corrected: the same when its author stands by it or could not be asked, none when code sees that it is not said. */
function correctedBy(
  { statement }: Faulty,
  correction: Correction | undefined,
  { checker }: JudgeTools,
): Statement | 'dropped' {
  if (correction === undefined) return statement;
  if (correction === 'drop') return 'dropped';
  const { kind, range } = statement;
  if (kind === 'heading') {
    const text = checker.heading(correction.text, range);
    return text === '' ? 'dropped' : { ...statement, text };
  }
  const cites = correction.cites.length > 0 ? correction.cites : statement.cites;
  const { claim, problems } = checker.check({ text: correction.text, cites }, range);
  if (isUnsupported(problems) || claim.text === '') return 'dropped';
  return { ...statement, text: claim.text, cites: claim.cites };
}

/** What becomes of a statement by its second verdict; nothing when the judge has thought better of it. */
function settled(
  { statement: old, fault }: Faulty,
  statement: Statement,
  verdict: Verdict | undefined,
): Outcome | undefined {
  const { text, cites } = statement;
  const isSame = text === old.text && String(cites) === String(old.cites);
  if (verdict === undefined) return marked({ statement, fault });
  if (!isFault(statement, verdict)) return isSame ? undefined : { text, cites };
  // A wrong verdict is not to cost what its author stands by.
  if (verdict.v === 'partly' || isSame) return marked({ statement, fault: verdict });
  return 'dropped';
}

/** A heading has no place for a mark. */
function marked({ statement, fault }: Faulty): Outcome {
  const { kind, text, cites } = statement;
  if (kind === 'heading') return 'dropped';
  const why = briefReason(fault.why);
  return { text, cites, doubts: [DOUBTS[fault.v]], ...(why !== '' && { why }) };
}
