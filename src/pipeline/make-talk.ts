import { merge } from '../base/async.ts';
import { isSameLanguage } from '../model/language.ts';
import type { Note } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { type Talk, TALK_SCHEMA } from '../model/talk.ts';
import type { TalkContext } from '../model/term.ts';
import type { Line } from '../model/translation.ts';
import { takeNotes } from '../notes/take-notes.ts';
import { translate, type TranslateOptions } from '../translate/translate.ts';
import type { Ahead } from './ahead.ts';
import type { TalkEvent } from './events.ts';
import { corrected, findContext, noteDesk } from './find-context.ts';
import type { TalkRequest } from './talk-request.ts';
import type { TalkTools } from './talk-tools.ts';

/** What the work on a talk needs from outside. */
export type MakeTalkTools = TalkTools & {
  /** What was begun while the talk was being heard, and may still be under way. */
  readonly ahead?: Pick<Ahead, 'read' | 'finished'> | undefined;
};

const NO_CONTEXT: TalkContext = { topic: '', speakers: [], terms: [] };

/**
 * Makes a talk's translation and note, side by side, from its sentences. Yields what happens, returns
 * the talk. Everything paid for is in `memory` before it is announced, so a run that stops for whatever
 * reason goes on where it was. Throws `ModelError`, `COST_LIMIT`, or the signal's reason.
 */
export async function* makeTalk(
  request: TalkRequest,
  tools: MakeTalkTools,
): AsyncGenerator<TalkEvent, Talk> {
  // One part's failure stops the requests of the other.
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(tools.signal ? [tools.signal] : [])]);
  try {
    return yield* make(request, { ...tools, signal });
  } catch (error) {
    failed.abort(error);
    throw error;
  } finally {
    failed.abort();
  }
}

async function* make(request: TalkRequest, tools: MakeTalkTools): AsyncGenerator<TalkEvent, Talk> {
  const { model } = tools;
  const translates = request.translation && !isSameLanguage(request.from, request.to);
  if (!model || !(translates || request.note)) {
    return talkOf(request, { context: NO_CONTEXT, sentences: request.sentences });
  }
  const given = { ...tools, model };
  const { context, outline } = yield* findContext(request, given);
  const sentences = corrected(request.sentences, context.terms);
  const brief = { ...request, context };
  const lanes = lanesBeside(model.info.concurrency, request.note);
  // The note first: its outline is the head of a longer chain than any chunk is.
  const [note, translation] = yield* merge<TalkEvent, [Note | undefined, Line[] | undefined]>([
    inStep(
      'note',
      request.note
        ? takeNotes(sentences, noteDesk(context.terms, { request, tools: given }), outline)
        : undefined,
    ),
    inStep(
      'translate',
      translates ? translateRest(sentences, { ...given, brief, lanes }, tools.ahead) : undefined,
    ),
  ]);
  return talkOf(request, {
    context,
    sentences,
    model: model.info.id,
    translation,
    note,
  });
}

/** What is under way when the hearing ends is waited for: it would be asked twice. */
async function* translateRest(
  sentences: readonly Sentence[],
  options: TranslateOptions,
  ahead: MakeTalkTools['ahead'],
): AsyncGenerator<TalkEvent, Line[]> {
  await ahead?.finished;
  return yield* translate(sentences, options);
}

/** From this many requests at once, one is left to the note. */
const LEAVE_ONE_FROM = 4;

function lanesBeside(concurrency: number, hasNote: boolean): number {
  return hasNote && concurrency >= LEAVE_ONE_FROM ? concurrency - 1 : concurrency;
}

async function* inStep<R>(
  step: 'translate' | 'note',
  work: AsyncGenerator<TalkEvent, R> | undefined,
): AsyncGenerator<TalkEvent, R | undefined> {
  if (!work) return undefined;
  yield { type: 'step-start', step };
  const result = yield* work;
  yield { type: 'step-end', step };
  return result;
}

type Made = {
  readonly context: TalkContext;
  readonly sentences: readonly Sentence[];
  readonly model?: string | undefined;
  readonly translation?: readonly Line[] | undefined;
  readonly note?: Note | undefined;
};

function talkOf(request: TalkRequest, made: Made): Talk {
  const { context, sentences, model, translation, note } = made;
  return {
    schema: TALK_SCHEMA,
    title: request.title,
    source: request.source,
    language: request.from,
    target: request.to,
    timed: request.timed,
    duration: request.timed ? (sentences.at(-1)?.end ?? 0) : 0,
    topic: context.topic,
    speakers: context.speakers,
    terms: context.terms,
    sentences,
    translation,
    note,
    model,
    warnings: request.warnings,
  };
}
