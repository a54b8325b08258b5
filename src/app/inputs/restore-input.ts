import { AppError } from '../../base/errors.ts';
import { type Memory, volatileMemory } from '../../base/memory.ts';
import type { ChatModel } from '../../llm/chat-model.ts';
import type { TalkEvent } from '../../pipeline/events.ts';
import { prepare } from '../../pipeline/prepare.ts';
import { modelPunctuator } from '../../restore/ask-marks.ts';
import type { Punctuator } from '../../restore/punctuator.ts';
import { recallRestored, restore, type Restored } from '../../restore/restore.ts';
import type { OpenPunctuator } from '../choosing/open-punctuator.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import type { Input } from './read-input.ts';
import { spokenLanguage } from './spoken-language.ts';

/** An input with the marks that could be put into its text so far. */
export type RestoredInput = Input & {
  /** Share of its words whose marks a language model may still be asked for, as a ratio. */
  readonly bare: number;
};

type RestoreInputOptions = {
  readonly options: WorkOptions;
  readonly memory: Memory;
};

/** Puts in the marks that cost nothing: those of an earlier run, and those of an installed punctuation model. */
export async function* restoreForFree(
  input: Input,
  { options, memory }: RestoreInputOptions,
): AsyncGenerator<TalkEvent, RestoredInput> {
  if (options.settings.restore === 'off') return withoutMarks(input);
  const known = recallRestored(input.transcript, memory);
  if (known.unasked === 0) return restoredInput(input, known);
  let open: OpenPunctuator | undefined;
  try {
    const { openPunctuator } = await import('../choosing/open-punctuator.ts');
    open = await openPunctuator(await languageOf(input, { options, memory }), options);
    if (open === undefined) return restoredInput(input, known);
    return yield* restoreWith(open.punctuator, input, { options, memory });
  } catch (error) {
    yield stopped(error, options);
    return restoredInput(input, known);
  } finally {
    await open?.stop();
  }
}

/** For a plan: how much a language model will be asked for. Nothing is put in. */
export async function restoreForPlan(
  input: Input,
  { options, memory }: RestoreInputOptions,
): Promise<RestoredInput> {
  if (options.settings.restore === 'off') return withoutMarks(input);
  const known = recallRestored(input.transcript, memory);
  if (known.unasked === 0) return restoredInput(input, known);
  const { openPunctuator } = await import('../choosing/open-punctuator.ts');
  const language = await languageOf(input, { options, memory });
  const open = await openPunctuator(language, options).catch(() => undefined);
  await open?.stop();
  return open ? withoutMarks(input) : restoredInput(input, known);
}

/** An input as it came, with what the reader is to know of that. */
function withoutMarks(input: Input): RestoredInput {
  return { ...restoredInput(input, recallRestored(input.transcript, volatileMemory())), bare: 0 };
}

/** Asks a language model for the marks that are still lacking. Throws what will meet every other request as well. */
export async function* restoreByModel(
  input: Input,
  { options, memory, model }: RestoreInputOptions & { readonly model: ChatModel },
): AsyncGenerator<TalkEvent, RestoredInput> {
  const language = await languageOf(input, { options, memory });
  const punctuator = modelPunctuator(model, { language, signal: options.signal });
  return yield* restoreWith(punctuator, input, { options, memory });
}

/** What puts marks into a talk while it is heard: the installed punctuation model, else the language model. */
export class PunctuatorAhead {
  readonly #model: ChatModel;
  readonly #options: WorkOptions;
  #made: Promise<Punctuator> | undefined;
  #open: OpenPunctuator | undefined;

  constructor(model: ChatModel, options: WorkOptions) {
    this.#model = model;
    this.#options = options;
  }

  /** The same one for all of a talk. */
  for(language: string): Promise<Punctuator> {
    this.#made ??= this.#make(language);
    return this.#made;
  }

  async stop(): Promise<void> {
    await this.#made?.catch(() => undefined);
    await this.#open?.stop();
  }

  async #make(language: string): Promise<Punctuator> {
    const { openPunctuator } = await import('../choosing/open-punctuator.ts');
    this.#open = await openPunctuator(language, this.#options);
    const { signal } = this.#options;
    return this.#open?.punctuator ?? modelPunctuator(this.#model, { language, signal });
  }
}

async function* restoreWith(
  punctuator: Punctuator,
  input: Input,
  { options, memory }: RestoreInputOptions,
): AsyncGenerator<TalkEvent, RestoredInput> {
  yield { type: 'step-start', step: 'restore' };
  const { signal } = options;
  const restored = yield* restore(input.transcript, { punctuator, memory, signal });
  yield { type: 'step-end', step: 'restore' };
  return restoredInput(input, restored);
}

function restoredInput(input: Input, { transcript, words, unasked }: Restored): RestoredInput {
  return { ...input, transcript, bare: words === 0 ? 0 : unasked / words };
}

async function languageOf(
  { transcript }: Input,
  { options, memory }: RestoreInputOptions,
): Promise<string> {
  const told = options.settings.from ?? transcript.language;
  return told ?? (await spokenLanguage(prepare(transcript).sentences, memory));
}

/** A punctuation model that does not work is no reason to do without the talk. */
function stopped(error: unknown, { signal }: WorkOptions): TalkEvent {
  signal?.throwIfAborted();
  const failure = AppError.find(error);
  if (!failure) throw error;
  const { code, values } = failure;
  return { type: 'restore-stopped', code, values };
}
