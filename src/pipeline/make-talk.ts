import { merge, shared } from '../base/async.ts';
import type { Note } from '../model/note.ts';
import { translatedFrom } from '../model/own-language.ts';
import type { Sentence } from '../model/sentence.ts';
import { type Talk, TALK_SCHEMA } from '../model/talk.ts';
import type { TalkContext } from '../model/term.ts';
import type { Line } from '../model/translation.ts';
import { introductionOf } from '../notes/checks/introduction.ts';
import { type NoteSubject, takeNotes } from '../notes/take-notes.ts';
import { translateAhead } from '../translate/ahead.ts';
import type { ReadSoFar } from '../translate/context/stretches.ts';
import { translate } from '../translate/translate.ts';
import type { Ahead } from './ahead.ts';
import { applyEdits, editedLines } from './edits/apply-edits.ts';
import type { TalkEvent } from './events.ts';
import { findContext, knownFrom, readBefore, type TalkKnown } from './find-context.ts';
import type { TalkRequest } from './talk-request.ts';
import { type ModelTools, readerOf, type TalkTools } from './talk-tools.ts';

/** What the work on a talk needs from outside. */
export type MakeTalkTools = TalkTools & {
  /** What was begun while the talk was being heard, and may still be under way. */
  readonly ahead?: Pick<Ahead, 'restored' | 'read' | 'finished' | 'begun'> | undefined;
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
  const translates =
    request.translation && translatedFrom(request.sentences, request) !== undefined;
  if (!model || !(translates || request.note)) {
    return talkOf(request, { context: NO_CONTEXT, sentences: request.sentences });
  }
  const given = { ...tools, model };
  const reader = readerOf(tools);
  yield { type: 'step-start', step: 'context' };
  await tools.ahead?.read;
  const reads = reader && { ...tools, model: reader };
  const before = reads ? readBefore(request, reads) : { unread: [] };
  const reading = shared(reads ? findContext(request, before, reads) : unread(request));
  const lanes = lanesBeside(model.info.concurrency, request.note);
  // The note first: its outline is the head of a longer chain than any chunk is.
  const [{ context, sentences }, note, translation] = yield* merge<
    TalkEvent,
    [TalkKnown, Note | undefined, Line[] | undefined]
  >([
    reading.work,
    request.note && reads
      ? noteOf(request, { before, known: reading.result, tools: reads })
      : nothing(),
    translates ? translateRest(request, { known: reading.result, tools: given, lanes }) : nothing(),
  ]);
  return talkOf(request, {
    context,
    sentences,
    model: model.info.id,
    translation,
    note,
  });
}

/** Where most of a talk was read while it was heard, the outline does not wait for the rest to be read. */
async function* noteOf(
  request: TalkRequest,
  work: { before: ReadSoFar; known: Promise<TalkKnown>; tools: ModelTools },
): AsyncGenerator<TalkEvent, Note> {
  const { from, to, timed, verify = true, noteStyle: style } = request;
  const judge = verify ? (work.tools.second ?? work.tools.model) : undefined;
  const subject = ({ context, sentences }: TalkKnown): NoteSubject => ({
    sentences,
    desk: { ...work.tools, judge, brief: { from, to, timed, style, terms: context.terms } },
  });
  const { context } = work.before;
  const early = subject(context ? knownFrom(context, request) : await work.known);
  return yield* inStep('note', takeNotes(early, work.known.then(subject)));
}

/** A longer rest is shared out among all lanes, once nothing else is under way. In sentences. */
const SHORT_REST = 40;

/** What is under way when the hearing ends is waited for: it would be asked twice. A short rest need not wait for it. */
async function* translateRest(
  request: TalkRequest,
  work: { known: Promise<TalkKnown>; tools: ModelTools & MakeTalkTools; lanes: number },
): AsyncGenerator<TalkEvent, Line[]> {
  const { tools, lanes } = work;
  const { context, sentences } = await work.known;
  const options = { ...tools, brief: { ...request, context } };
  async function* translating(): AsyncGenerator<TalkEvent, Line[]> {
    const rest = tools.ahead ? sentences.slice(tools.ahead.begun()) : [];
    const [first, last] = [rest[0]?.id, rest.at(-1)?.id];
    if (first && last && rest.length <= SHORT_REST) {
      yield* translateAhead({ sentences, from: first, to: last }, options);
    }
    await tools.ahead?.finished;
    const reviewer = request.review ? (tools.second ?? readerOf(tools)) : undefined;
    const given = editedLines(sentences, request.edits ?? [], request.to);
    const { retriesMarked } = request;
    return yield* translate(sentences, { ...options, lanes, reviewer, given, retriesMarked });
  }
  return yield* inStep('translate', translating());
}

/** A talk that nobody can read for topic and terms: those of the user stand. */
async function* unread(request: TalkRequest): AsyncGenerator<TalkEvent, TalkKnown> {
  yield { type: 'step-end', step: 'context' };
  return knownFrom(NO_CONTEXT, request);
}

// oxlint-disable-next-line require-yield
async function* nothing(): AsyncGenerator<never, undefined> {
  return undefined;
}

/** From this many requests at once, one is left to the note. */
const LEAVE_ONE_FROM = 4;

function lanesBeside(concurrency: number, hasNote: boolean): number {
  return hasNote && concurrency >= LEAVE_ONE_FROM ? concurrency - 1 : concurrency;
}

async function* inStep<R>(
  step: 'translate' | 'note',
  work: AsyncGenerator<TalkEvent, R>,
): AsyncGenerator<TalkEvent, R> {
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
  const talk: Talk = {
    schema: TALK_SCHEMA,
    title: request.title,
    source: request.source,
    language: request.from,
    target: request.to,
    timed: request.timed,
    duration: request.timed ? (sentences.at(-1)?.end ?? 0) : 0,
    ...introductionOf(context, { ...request, sentences }),
    terms: context.terms,
    sentences,
    ...(request.cues && { cues: request.cues }),
    translation,
    note,
    model,
    warnings: request.warnings,
  };
  return applyEdits(talk, request.edits ?? []);
}
