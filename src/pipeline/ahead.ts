import { merge } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import { Gate } from '../base/gate.ts';
import { asidesOf } from '../llm/chat-model.ts';
import { isSameLanguage } from '../model/language.ts';
import type { Sentence } from '../model/sentence.ts';
import { NO_CONTEXT, type TalkContext, type Term } from '../model/term.ts';
import type { Punctuator } from '../restore/punctuator.ts';
import { restoreStretches, type Tried } from '../restore/restore.ts';
import { type Batch, batchOf, translateAhead } from '../translate/ahead.ts';
import { readContext } from '../translate/context/context.ts';
import { OPENING, stretchEnd } from '../translate/context/stretches.ts';
import type { TalkEvent } from './events.ts';
import { withGlossary } from './find-context.ts';
import type { GrowingTalk } from './growing-talk.ts';
import type { ModelTools } from './talk-tools.ts';

/** What is asked for while a talk is still being heard. */
export type AheadRequest = {
  readonly title: string;
  readonly about?: string | undefined;
  /** Language of the translation. */
  readonly to: string;
  readonly glossary: readonly Term[];
  readonly style?: string | undefined;
  /** Tells the language spoken, from the first sentences. */
  languageOf(sentences: readonly Sentence[]): Promise<string>;
  /** What puts marks into text that lacks them, as it is heard; absent when that is not wanted. */
  readonly punctuatorFor?: ((language: string) => Promise<Punctuator>) | undefined;
};

/** Work on a talk whose end is not known yet. */
export type Ahead = {
  /** Must be run side by side with the hearing. Never throws but the signal's reason. */
  readonly work: AsyncGenerator<TalkEvent, void>;
  /** Resolves when no marks are being put in any more. */
  readonly restored: Promise<void>;
  /** Resolves when nothing is being read for terms any more. */
  readonly read: Promise<void>;
  /** Resolves when nothing is under way any more. */
  readonly finished: Promise<void>;
  /** The sentences from the beginning that were or are being translated, as a count. */
  readonly begun: () => number;
};

/**
 * The first batch is one sentence, so that the first words are out within seconds of the start; each is twice the
 * one before. What is under way when all has been heard is waited for: 20 lines take a model of 80 tokens a second about
 * nine seconds.
 */
const FIRST_BATCH = 1;
const LARGEST_BATCH = 20;

/**
 * Translates a talk while it is being heard, as far as it is settled. What is accepted is remembered, and
 * `makeTalk` takes it over. Trouble with the model is reported and ends this work, not the hearing.
 */
export function startAhead(talk: GrowingTalk, request: AheadRequest, tools: ModelTools): Ahead {
  const restored = new Gate();
  const read = new Gate();
  const finished = new Gate();
  const batches = new Batches(talk);
  async function* restoring(): AsyncGenerator<TalkEvent, void> {
    try {
      yield* restoreAhead(talk, request, tools);
    } finally {
      restored.open();
    }
  }
  async function* work(): AsyncGenerator<TalkEvent, void> {
    try {
      yield* merge([restoring(), run(talk, { request, tools, read, batches })]);
    } catch (error) {
      tools.signal?.throwIfAborted();
      const failure = AppError.find(error);
      if (!failure) throw error;
      const { code, values } = failure;
      yield { type: 'ahead-stopped', code, values };
    } finally {
      restored.open();
      read.open();
      finished.open();
    }
  }
  return {
    work: work(),
    restored: restored.opened,
    read: read.opened,
    finished: finished.opened,
    begun: () => batches.begun,
  };
}

/** Puts marks in where the talk lacks them, stretch by stretch. */
async function* restoreAhead(
  talk: GrowingTalk,
  request: AheadRequest,
  { memory, signal }: ModelTools,
): AsyncGenerator<TalkEvent, void> {
  if (!request.punctuatorFor) return;
  const tried: Tried[] = [];
  for (let found = await talk.toRestore(memory); found; found = await talk.toRestore(memory)) {
    const punctuator = await request.punctuatorFor(await request.languageOf(talk.rough()));
    const options = { punctuator, memory, signal, tried };
    const isUseful = yield* restoreStretches(found.words, found.stretches, options);
    talk.restored({ isUseful });
    if (!isUseful) return;
  }
}

type Run = {
  readonly request: AheadRequest;
  readonly tools: ModelTools;
  /** Opened when nothing is being read for terms any more. */
  readonly read: Gate;
  readonly batches: Batches;
};

async function* run(
  talk: GrowingTalk,
  { request, tools, read, batches }: Run,
): AsyncGenerator<TalkEvent, void> {
  const { to, title, about = title, glossary } = request;
  let found: TalkContext = NO_CONTEXT;
  let from: string | undefined;
  const opened = new Gate();
  async function* readOn(): AsyncGenerator<TalkEvent, void> {
    try {
      const opening = (await talk.settled(OPENING))?.slice(0, OPENING);
      if (!opening) return;
      from = await request.languageOf(opening);
      if (isSameLanguage(from, to)) return;
      const options = { ...tools, from, to, about };
      found = yield* asidesOf(readContext(opening, options));
      opened.open();
      for (let [at, end] = nextStretch(OPENING); end; [at, end] = nextStretch(end)) {
        const settled = await talk.settled(end);
        if (!settled) return;
        const stretch = settled.slice(at, end);
        found = yield* asidesOf(readContext(stretch, { ...options, opening: found }));
      }
    } finally {
      opened.open();
      read.open();
    }
  }
  const nextStretch = (at: number) => [at, stretchEnd(at, tools.model.info)] as const;
  async function* lane(): AsyncGenerator<TalkEvent, void> {
    for (let batch = await batches.next(); batch; batch = await batches.next()) {
      // The very first words do not wait until it is known what the talk is about.
      if (!batch.isFirst) await opened.opened;
      const spoken = from ?? (await request.languageOf(batch.sentences));
      if (isSameLanguage(spoken, to)) {
        if (batch.isFirst) continue;
        return;
      }
      const context = withGlossary(found, { sentences: batch.sentences, glossary });
      const brief = { ...request, from: spoken, context };
      yield* translateAhead(batch, { ...tools, brief });
    }
  }
  yield* merge([readOn(), ...Array.from({ length: tools.model.info.concurrency }, lane)]);
}

type FirstOrLater = Batch & { readonly isFirst: boolean };

/** Deals out the settled sentences of a growing talk, in order. */
class Batches {
  readonly #talk: GrowingTalk;
  #from = 0;
  #size = FIRST_BATCH;
  /** One asks after the other, so that each gets the sentences that follow. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(talk: GrowingTalk) {
    this.#talk = talk;
  }

  /** The sentences dealt out so far, as a count. */
  get begun(): number {
    return this.#from;
  }

  /** The next batch once its sentences are there; `undefined` at the end of the talk. */
  next(): Promise<FirstOrLater | undefined> {
    const turn = this.#turn.then(() => this.#next());
    this.#turn = turn;
    return turn;
  }

  async #next(): Promise<FirstOrLater | undefined> {
    const [from, to] = [this.#from, this.#from + this.#size];
    // The sentence after the last belongs to what a line is remembered by.
    const settled = await this.#talk.settled(to + 1);
    if (!settled) return undefined;
    this.#from = to;
    this.#size = Math.min(LARGEST_BATCH, 2 * this.#size);
    return { ...batchOf(settled, from, to), isFirst: from === 0 };
  }
}
