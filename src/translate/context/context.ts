import { z } from 'zod';

import { merge } from '../../base/async.ts';
import type { Memory } from '../../base/memory.ts';
import { askObject } from '../../llm/ask.ts';
import type { ChatEvent, ChatModel } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { TalkContext } from '../../model/term.ts';
import { candidateQuestions } from './candidates.ts';
import { type ContextQuestion, type ContextSubject, isEcho } from './question.ts';
import { partsOf, transcriptQuestions } from './transcript.ts';
import { mergeTerms, type ProposedTerm, verifyTerms } from './verify-terms.ts';

export const FoundContext = z.object({
  topic: z.string().catch(''),
  register: z.string().catch('other'),
  speakers: z.array(z.string()).catch([]),
  terms: z
    .array(
      z.object({
        // One bad term is no reason to lose the others: what is empty is left out.
        src: z.string().catch(''),
        heard: z.array(z.string()).catch([]),
        tgt: z.string().catch(''),
        ids: z.array(z.int()).catch([]),
      }),
    )
    .catch([]),
});
export type FoundContext = z.infer<typeof FoundContext>;

/** Everything else waits for what is found here. */
const CONTEXT_URGENCY = 2;

export type ContextOptions = Omit<ContextSubject, 'info'> & {
  readonly model: ChatModel;
  readonly memory: Memory;
  readonly signal?: AbortSignal | undefined;
};

/** Hears of each part of a talk as it has been read: what is known by then, and the IDs of its ends. */
export type OnPart = (
  context: TalkContext,
  part: { readonly from: number; readonly to: number },
) => void;

/**
 * Learns the topic, speakers and terms of the entire talk. A small model is shown what may be terms, any other the
 * transcript; either way every term is checked against the transcript. What was found before (`opening`) stays in use
 * unless it turns out to be wrong. A model that gives no usable answer leaves the context as it was.
 */
export async function* readContext(
  sentences: readonly Sentence[],
  options: ContextOptions,
  onPart: OnPart = () => undefined,
): AsyncGenerator<ChatEvent, TalkContext> {
  const spoken = spokenOf(sentences);
  const found: (FoundContext | undefined)[] = [];
  const known = (): TalkContext =>
    contextOf(
      found.filter((part) => part !== undefined),
      spoken,
      options,
    );
  async function* read(question: ContextQuestion, index: number): AsyncGenerator<ChatEvent, void> {
    found[index] = yield* ask(question, options);
    onPart(known(), question);
  }
  yield* merge(questionsOn(spoken, options).map(read));
  return known();
}

/** What `readContext` found out when it was asked the same before; `undefined` when it never was. */
export function recallContext(
  sentences: readonly Sentence[],
  options: ContextOptions,
): TalkContext | undefined {
  const spoken = spokenOf(sentences);
  const found = questionsOn(spoken, options).map(({ key }) =>
    FoundContext.safeParse(options.memory.get(key)),
  );
  if (!found.every((each) => each.success)) return undefined;
  const parts = found.flatMap(({ data }) => data ?? []);
  return contextOf(parts, spoken, options);
}

function spokenOf(sentences: readonly Sentence[]): Sentence[] {
  return sentences.filter((sentence) => !sentence.doubt);
}

function questionsOn(spoken: readonly Sentence[], options: ContextOptions): ContextQuestion[] {
  const { info } = options.model;
  const { opening, memory } = options;
  // Terms that are not in these lines need not be shown with them.
  const known = opening && { ...opening, terms: mergeTerms(opening.terms, [], spoken) };
  const subject = { ...options, info, opening: known };
  if (info.size === 'small') return candidateQuestions(spoken, subject);
  const whole = transcriptQuestions(spoken, subject, { inOne: true });
  if (partsOf(spoken.length, info) === 1) return whole;
  // How a talk is read depends on how much is asked at once; what was read in one piece is not read again in parts.
  const isKnown = whole.every(({ key }) => memory.get(key) !== undefined);
  return isKnown ? whole : transcriptQuestions(spoken, subject);
}

function contextOf(
  found: readonly FoundContext[],
  spoken: readonly Sentence[],
  { model, opening }: ContextOptions,
): TalkContext {
  // A small model is shown a list, and numbers its lines.
  const hasIds = model.info.size !== 'small';
  const proposed = byRank(found).map((term) => (hasIds ? term : { ...term, ids: [] }));
  const speakers = [...found.flatMap((part) => part.speakers), ...(opening?.speakers ?? [])];
  const terms = mergeTerms([], verifyTerms(joinProposals(proposed), spoken), spoken);
  return {
    topic: found.find((part) => part.topic !== '')?.topic ?? opening?.topic ?? '',
    speakers: [...new Set(speakers)].slice(0, 8),
    // Who has read everything knows better.
    terms: opening ? mergeTerms(terms, opening.terms, spoken) : terms,
  };
}

/** The terms of all parts, the most important of each first. */
function byRank(found: readonly FoundContext[]): FoundContext['terms'] {
  const longest = Math.max(0, ...found.map(({ terms }) => terms.length));
  return Array.from({ length: longest }, (_, rank) =>
    found.flatMap(({ terms }) => terms[rank] ?? []),
  ).flat();
}

async function* ask(
  { key, from: _, to: __, mostTerms, ...question }: ContextQuestion,
  { model, memory, signal }: ContextOptions,
): AsyncGenerator<ChatEvent, FoundContext | undefined> {
  const known = FoundContext.safeParse(memory.get(key));
  if (known.success) return known.data;
  try {
    const isEnough = (text: string): boolean =>
      mostTerms !== undefined && text.split(TERM).length - 1 > mostTerms;
    const request = { task: 'context', ...question, urgency: CONTEXT_URGENCY, isEnough, signal };
    const { value } = yield* askObject(model, request, FoundContext);
    const topic = isEcho(value.topic, question) ? '' : value.topic;
    const found = { ...value, topic, terms: value.terms.slice(0, mostTerms) };
    await memory.put(key, found);
    return found;
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    return undefined;
  }
}

/** What each term of an answer begins with. */
const TERM = '"src"';

/** One proposal a spelling: windows that found the same term add their heard forms. */
function joinProposals(proposed: readonly ProposedTerm[]): ProposedTerm[] {
  const joined = new Map<string, ProposedTerm>();
  for (const term of proposed) {
    const key = term.src.toLowerCase().trim();
    const known = joined.get(key);
    joined.set(
      key,
      known
        ? {
            ...known,
            heard: [...known.heard, ...term.heard],
            ids: [...(known.ids ?? []), ...(term.ids ?? [])],
          }
        : term,
    );
  }
  return [...joined.values()];
}
