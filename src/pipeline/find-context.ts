import { merge } from '../base/async.ts';
import type { Sentence } from '../model/sentence.ts';
import type { TalkContext, Term } from '../model/term.ts';
import type { NoteDesk } from '../notes/desk.ts';
import { visible } from '../notes/events.ts';
import { type Outline, outlineTalk } from '../notes/take-notes.ts';
import { correctTerms, termFinders } from '../text/corrections.ts';
import { readContext } from '../translate/context.ts';
import { recallStretches } from '../translate/stretches.ts';
import { mergeTerms } from '../translate/verify-terms.ts';
import type { Ahead } from './ahead.ts';
import type { TalkEvent } from './events.ts';
import type { TalkRequest } from './talk-request.ts';
import type { ModelTools } from './talk-tools.ts';

/** What was found out before lines and points are asked for. */
type Found = {
  readonly context: TalkContext;
  /** The outline of the note, where it was made meanwhile. */
  readonly outline?: Outline | undefined;
};

/**
 * Reads for topic and terms what was not read while the talk was heard. Where most of it was, the outline, on which
 * the rest of the note waits, is made meanwhile.
 */
export async function* findContext(
  request: TalkRequest,
  tools: ModelTools & { readonly ahead?: Pick<Ahead, 'read'> | undefined },
): AsyncGenerator<TalkEvent, Found> {
  yield { type: 'step-start', step: 'context' };
  const { sentences, from, to, glossary, title, about = title } = request;
  await tools.ahead?.read;
  const options = { ...tools, from, to, about };
  const { context: known, unread } = recallStretches(sentences, options);
  const usedIn = (found: TalkContext): TalkContext => ({
    ...found,
    terms: mergeTerms(glossary, found.terms, sentences),
  });
  const work = { request, tools };
  const [found, outline] = yield* merge<TalkEvent, [TalkContext, Outline | undefined]>([
    visible(readContext(unread, { ...options, opening: known })),
    known && request.note ? outlineEarly(usedIn(known).terms, work) : nothing(),
  ]);
  const context = usedIn(found);
  yield { type: 'context-found', topic: context.topic, terms: context.terms.length };
  yield { type: 'step-end', step: 'context' };
  return { context, outline };
}

/** The note of which talk, and with what. */
type NoteWork = { readonly request: TalkRequest; readonly tools: ModelTools };

/** What a note is taken with, once terms are known. */
export function noteDesk(terms: readonly Term[], { request, tools }: NoteWork): NoteDesk {
  const { from, to, timed } = request;
  return { ...tools, brief: { from, to, timed, terms } };
}

/** Sentences with their misheard terms put right. */
export function corrected(sentences: readonly Sentence[], terms: readonly Term[]): Sentence[] {
  const finders = termFinders(terms);
  return sentences.map((sentence) => {
    const text = correctTerms(sentence.text, finders);
    return text === sentence.text ? sentence : { ...sentence, corrected: text };
  });
}

function outlineEarly(
  terms: readonly Term[],
  work: NoteWork,
): AsyncGenerator<TalkEvent, Outline | undefined> {
  return visible(outlineTalk(corrected(work.request.sentences, terms), noteDesk(terms, work)));
}

// oxlint-disable-next-line require-yield
async function* nothing(): AsyncGenerator<never, undefined> {
  return undefined;
}
