import { merge } from '../base/async.ts';
import type { ModelInfo } from '../llm/chat-model.ts';
import type { Note } from '../model/note.ts';
import { translatedFrom } from '../model/own-language.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Talk } from '../model/talk.ts';
import { NO_CONTEXT, type TalkContext } from '../model/term.ts';
import type { Line } from '../model/translation.ts';
import { type NoteSubject, takeNotes } from '../notes/take-notes.ts';
import { translateAhead } from '../translate/ahead.ts';
import { translateAsRead } from '../translate/as-read.ts';
import { asksSideBySide } from '../translate/context/question.ts';
import { translate, type TranslateOptions } from '../translate/translate.ts';
import type { Ahead } from './ahead.ts';
import { editedLines } from './edits/apply-edits.ts';
import type { TalkEvent } from './events.ts';
import { knownFrom, type TalkKnown } from './find-context.ts';
import { talkOf, transcriptOf } from './talk-of.ts';
import { TalkReading } from './talk-reading.ts';
import type { TalkRequest } from './talk-request.ts';
import { type ModelTools, readerOf, type TalkTools } from './talk-tools.ts';

/** What the work on a talk needs from outside. */
export type MakeTalkTools = TalkTools & {
  /** What was begun while the talk was being heard, and may still be under way. */
  readonly ahead?: Pick<Ahead, 'restored' | 'read' | 'finished' | 'begun'> | undefined;
};

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
  return model && (translates || request.note)
    ? yield* ask(request, { ...tools, model }, translates)
    : transcriptOf(request);
}

async function* ask(
  request: TalkRequest,
  tools: ModelTools & MakeTalkTools,
  translates: boolean,
): AsyncGenerator<TalkEvent, Talk> {
  yield { type: 'step-start', step: 'context' };
  await tools.ahead?.read;
  const reader = readerOf(tools);
  const reading = reader && new TalkReading(request, { ...tools, model: reader });
  const known = reading?.known ?? Promise.resolve(knownFrom(NO_CONTEXT, request));
  const rest = { known, reading, tools };
  const [{ context, sentences }, note, translation] = yield* merge<
    TalkEvent,
    [TalkKnown, Note | undefined, Line[] | undefined]
  >([
    reading?.work ?? unread(known),
    request.note && reading ? noteOf(request, reading) : nothing(),
    translates ? translateRest(request, rest) : nothing(),
  ]);
  const model = tools.model.info.id;
  return talkOf(request, { context, sentences, model, translation, note });
}

/** What does not wait for terms: where little is asked at once nothing is won by that, and a small model finds them at once. */
const asksEarly = (info: ModelInfo): boolean => asksSideBySide(info) && info.size !== 'small';

/**
 * The outline is the head of a longer chain than any other, so it does not wait for terms where it can be asked for
 * beside them; nor where most of a talk was read while it was heard.
 */
async function* noteOf(
  request: TalkRequest,
  { before, known, tools }: TalkReading,
): AsyncGenerator<TalkEvent, Note> {
  const { from, to, timed, verify = true, noteStyle: style } = request;
  const judge = verify ? (tools.second ?? tools.model) : undefined;
  const subject = ({ context, sentences }: TalkKnown): NoteSubject => ({
    sentences,
    desk: { ...tools, judge, brief: { from, to, timed, style, terms: context.terms } },
  });
  const isEarly = before.context !== undefined || asksEarly(tools.model.info);
  const early = isEarly ? knownFrom(before.context ?? NO_CONTEXT, request) : await known;
  return yield* inStep('note', takeNotes(subject(early), known.then(subject)));
}

/** The longest rest that does not wait for what is under way, in sentences. */
const SHORT_REST = 40;

type Rest = {
  readonly known: Promise<TalkKnown>;
  /** Absent where nobody reads the talk for terms. */
  readonly reading: TalkReading | undefined;
  readonly tools: ModelTools & MakeTalkTools;
};

async function* translateRest(
  request: TalkRequest,
  { known, reading, tools }: Rest,
): AsyncGenerator<TalkEvent, Line[]> {
  const { review, edits = [], retriesMarked, to, note: isShared } = request;
  const given = editedLines(request.sentences, edits, to);
  const optionsFor = (context: TalkContext): TranslateOptions => ({
    ...tools,
    brief: { ...request, context },
    given,
    retriesMarked,
    isShared,
    reviewer: review ? (tools.second ?? readerOf(tools)) : undefined,
  });
  async function* translating(): AsyncGenerator<TalkEvent, Line[]> {
    const isEarly = reading && !tools.ahead && asksEarly(tools.model.info);
    const told = isEarly
      ? yield* translateAsRead(request.sentences, optionsFor(NO_CONTEXT), reading)
      : undefined;
    const { context, sentences } = await known;
    const options = optionsFor(context);
    if (tools.ahead) yield* translateEnd(sentences, tools.ahead, options);
    return yield* translate(sentences, { ...options, told });
  }
  return yield* inStep('translate', translating());
}

/**
 * What is under way when the hearing ends is waited for: it would be asked twice. A short rest need not wait for it; a
 * longer one is shared out among all lanes, once nothing else is under way.
 */
async function* translateEnd(
  sentences: readonly Sentence[],
  ahead: Pick<Ahead, 'begun' | 'finished'>,
  options: TranslateOptions,
): AsyncGenerator<TalkEvent, void> {
  const rest = sentences.slice(ahead.begun());
  const [first, last] = [rest[0]?.id, rest.at(-1)?.id];
  if (first && last && rest.length <= SHORT_REST) {
    yield* translateAhead({ sentences, from: first, to: last }, options);
  }
  await ahead.finished;
}

/** A talk that nobody can read for topic and terms: those of the user stand. */
async function* unread(known: Promise<TalkKnown>): AsyncGenerator<TalkEvent, TalkKnown> {
  yield { type: 'step-end', step: 'context' };
  return known;
}

// oxlint-disable-next-line require-yield
async function* nothing(): AsyncGenerator<never, undefined> {
  return undefined;
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
