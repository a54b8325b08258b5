import { asidesOf } from '../llm/chat-model.ts';
import type { Sentence } from '../model/sentence.ts';
import type { TalkContext } from '../model/term.ts';
import { correctTerms, localFinders, termFinders } from '../text/corrections.ts';
import { type OnPart, readContext } from '../translate/context/context.ts';
import { type ReadSoFar, recallStretches } from '../translate/context/stretches.ts';
import { mergeTerms } from '../translate/context/verify-terms.ts';
import type { TalkEvent } from './events.ts';
import type { TalkRequest } from './talk-request.ts';
import type { ModelTools } from './talk-tools.ts';

/** What is known of a talk: topic, speakers and terms, and its sentences with misheard terms put right. */
export type TalkKnown = {
  readonly context: TalkContext;
  readonly sentences: readonly Sentence[];
};

/** What was read of a talk while it was heard. */
export function readBefore(request: TalkRequest, tools: ModelTools): ReadSoFar {
  return recallStretches(request.sentences, { ...tools, ...subjectOf(request) });
}

/** What was found of some sentences, with the user's own terms in it. */
export function withGlossary(
  found: TalkContext,
  { sentences, glossary }: Pick<TalkRequest, 'sentences' | 'glossary'>,
): TalkContext {
  return { ...found, terms: mergeTerms(glossary, found.terms, sentences) };
}

/** What such reading taught about the whole talk. */
export function knownFrom(found: TalkContext, request: TalkRequest): TalkKnown {
  const { sentences } = request;
  const context = withGlossary(found, request);
  const finders = termFinders(context.terms);
  const local = localFinders(context.terms);
  const corrected = sentences.map((sentence) => {
    const own = local.get(sentence.id);
    const text = correctTerms(own ? correctTerms(sentence.text, own) : sentence.text, finders);
    return text === sentence.text ? sentence : { ...sentence, corrected: text };
  });
  return { context, sentences: corrected };
}

/** Reads what nobody has read yet for topic and terms. */
export async function* findContext(
  request: TalkRequest,
  { context: opening, unread, onPart }: ReadSoFar & { readonly onPart?: OnPart },
  tools: ModelTools,
): AsyncGenerator<TalkEvent, TalkKnown> {
  const options = { ...tools, ...subjectOf(request), opening };
  const known = knownFrom(yield* asidesOf(readContext(unread, options, onPart)), request);
  const { topic, terms } = known.context;
  yield { type: 'context-found', topic, terms: terms.length };
  yield { type: 'step-end', step: 'context' };
  return known;
}

function subjectOf({ from, to, title, about = title }: TalkRequest) {
  return { from, to, about };
}
