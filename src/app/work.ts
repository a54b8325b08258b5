import { join, resolve } from 'node:path';

import { drain } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import { volatileMemory } from '../base/memory.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import { systemClock } from '../llm/clock.ts';
import { type Ledger, openLedger } from '../llm/ledger.ts';
import { Limiters } from '../llm/limiter.ts';
import { isComplete, type Talk } from '../model/talk.ts';
import type { TalkEvent } from '../pipeline/events.ts';
import { type FormatName, FORMATS } from '../pipeline/format-names.ts';
import { makeTalk, type TalkRequest } from '../pipeline/make-talk.ts';
import { isAddress } from '../sources/web-address.ts';
import { slugOf } from '../store/slug.ts';
import { chooseModel, chooseSecond } from './choose-model.ts';
import type { Recording } from './hear-input.ts';
import type { Environment } from './load-settings.ts';
import { isMedia } from './media-names.ts';
import { enterPlace, isFinished, leavePlace, type Place } from './place.ts';
import { estimatePlan, planTalk } from './plan.ts';
import { type Input, readInput } from './read-input.ts';
import type { Settings } from './settings.ts';
import { recordSpending, spentSoFar } from './spending.ts';
import { summary, type WorkEvent, type WorkResult } from './work-result.ts';
import { writeTalk } from './write-talk.ts';

export type WorkOptions = {
  readonly settings: Settings;
  readonly env: Environment;
  /** @default all of them */
  readonly formats?: readonly FormatName[] | undefined;
  /** @default true */
  readonly translation?: boolean | undefined;
  /** @default true */
  readonly note?: boolean | undefined;
  /** Only plan and estimate; nothing is asked or written. @default false */
  readonly dryRun?: boolean | undefined;
  /** Forget what earlier runs have done. @default false */
  readonly force?: boolean | undefined;
  /** Encoding of the transcript, whatever it looks like. */
  readonly encoding?: string | undefined;
  /** Where `-` is read from. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Asked instead of the model the settings name. */
  readonly model?: ChatModel | undefined;
  /** Shared by all talks of a run, so that they keep the limits together. */
  readonly limiters?: Limiters | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Does the whole job for one transcript: reads it, translates, takes the note, writes the folder.
 * Run again after whatever stopped it, it goes on where it was. Throws `AppError` with a hint.
 */
export async function* workOn(
  path: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const out = resolve(options.settings.out);
  if (isAddress(path)) return yield* workOnAddress(path, out, options);
  if (isMedia(path)) return yield* workOnSound(path, out, options);
  yield { type: 'step-start', step: 'read' };
  const input = await readInput(path, options);
  options.signal?.throwIfAborted();
  if (options.dryRun) return yield* rehearse(input, join(out, slugOf(input.title)), options);
  const place = await enterPlace(out, input, options.force ?? false);
  try {
    return yield* work(input, place, options);
  } finally {
    await leavePlace(place);
  }
}

/** The same for a recording, which is heard first. What is heard stays in the journal of its folder. */
async function* workOnSound(
  path: string,
  out: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { findRecording } = await import('./hear-input.ts');
  const recording = await findRecording(path);
  if (options.dryRun) throw new AppError('DRY_RUN_UNHEARD', { path });
  const place = await enterPlace(out, recording, options.force ?? false);
  try {
    return yield* workOnRecording(recording, place, options);
  } finally {
    await leavePlace(place);
  }
}

/** The same for an address: its talk is fetched first, as captions or as sound. */
async function* workOnAddress(
  address: string,
  out: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  yield { type: 'step-start', step: 'fetch' };
  const { settings, env, signal } = options;
  // Engines and downloaders are loaded only where they are needed: a transcript does without.
  const { bring, locate } = await import('./fetch-input.ts');
  const located = await locate(address, { settings, env, signal });
  if (!('fetch' in located)) {
    throw new AppError('SOURCE_LIST', { url: located.url, count: located.entries.length });
  }
  if (options.dryRun) throw new AppError('DRY_RUN_UNHEARD', { path: address });
  const place = await enterPlace(out, located, options.force ?? false);
  try {
    const fetched = yield* bring(located, place, signal);
    yield { type: 'step-end', step: 'fetch' };
    const { title, name, sourceKey, url } = located;
    const about = { title, name, sourceKey, url };
    if (fetched.transcript) {
      yield { type: 'step-start', step: 'read' };
      return yield* work({ ...about, transcript: fetched.transcript }, place, options);
    }
    return yield* workOnRecording({ ...about, media: fetched.file }, place, options);
  } finally {
    await leavePlace(place);
  }
}

async function* workOnRecording(
  recording: Recording,
  place: Place,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { settings, env, signal } = options;
  yield { type: 'step-start', step: 'hear' };
  const { hear } = await import('./hear-input.ts');
  const heard = yield* hear(recording, { settings, env, memory: place.journal, signal });
  yield { type: 'step-end', step: 'hear' };
  if (heard.cues.length === 0) throw new AppError('NOTHING_HEARD', { path: recording.name });
  yield { type: 'step-start', step: 'read' };
  return yield* work({ ...recording, transcript: heard }, place, options);
}

async function* rehearse(
  input: Input,
  folder: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const memory = volatileMemory();
  const request = await planTalk(input, {
    ...stages(options),
    settings: options.settings,
    folder,
    memory,
  });
  const model = await modelFor(request, options);
  yield* announce(request, { model, folder });
  const talk = await transcriptOf(request);
  return { ...summary(talk, openLedger()), status: 'planned', folder, files: [] };
}

async function* work(
  input: Input,
  place: Place,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { path } = place.folder;
  const request = await planTalk(input, {
    ...stages(options),
    settings: options.settings,
    folder: path,
    memory: place.journal,
  });
  const model = await modelFor(request, options);
  yield* announce(request, { model, folder: path });
  const lacksModel = !model && (request.translation || request.note);
  const formats = transcriptFormats(options, lacksModel);
  const transcript = await publishTranscript(request, place, formats);
  if (lacksModel) {
    return {
      ...summary(transcript.talk, openLedger()),
      ...transcript,
      status: 'no-model',
      folder: path,
    };
  }
  return yield* ask(request, model, { place, options });
}

/**
 * The transcript is free and certain: it is there before anything is asked. A folder that holds more
 * already is left as it is.
 */
async function publishTranscript(
  request: TalkRequest,
  place: Place,
  formats: readonly FormatName[],
): Promise<{ talk: Talk; files: readonly string[] }> {
  const talk = await transcriptOf(request);
  if (await isFinished(place)) return { talk, files: [] };
  const { files } = await writeTalk(talk, formats, place);
  return { talk, files };
}

async function* ask(
  request: TalkRequest,
  model: ChatModel | undefined,
  { place, options }: { readonly place: Place; readonly options: WorkOptions },
): AsyncGenerator<WorkEvent, WorkResult> {
  const { journal, folder } = place;
  const ledger = openLedger({
    maxCost: options.settings.maxCost,
    onSpend: (spent) => recordSpending(journal, spent),
  });
  const second = model && (await chooseSecond(chooseOptions(options)));
  const making = makeTalk(request, {
    model: model && ledger.watch(model),
    second: second && ledger.watch(second),
    memory: journal,
    signal: options.signal,
  });
  const made = yield* withUsage(making, ledger);
  const talk = { ...made, cost: spentSoFar(journal) };
  yield { type: 'step-start', step: 'write' };
  const published = await writeTalk(talk, options.formats ?? FORMATS, place);
  if (published.setAside.length > 0) yield { type: 'files-set-aside', names: published.setAside };
  yield { type: 'step-end', step: 'write' };
  const status = isComplete(talk) ? 'complete' : 'marked';
  return { ...summary(talk, ledger), status, folder: folder.path, files: published.files };
}

function stages({ translation = true, note = true }: WorkOptions): {
  translation: boolean;
  note: boolean;
} {
  return { translation, note };
}

/** What can be written without a model; of a talk that will be asked about, only what is read meanwhile. */
function transcriptFormats({ formats = FORMATS }: WorkOptions, isAll: boolean): FormatName[] {
  const free: readonly FormatName[] = isAll
    ? ['transcript', 'txt', 'srt', 'vtt', 'cut']
    : ['transcript', 'txt'];
  return formats.filter((format) => free.includes(format));
}

function chooseOptions({
  settings,
  env,
  limiters,
  signal,
}: WorkOptions): Parameters<typeof chooseModel>[0] {
  return { settings, env, limiters: limiters ?? new Limiters(systemClock), signal };
}

async function modelFor(
  request: TalkRequest,
  options: WorkOptions,
): Promise<ChatModel | undefined> {
  if (!request.translation && !request.note) return undefined;
  return options.model ?? (await chooseModel(chooseOptions(options)));
}

function* announce(
  request: TalkRequest,
  { model, folder }: { readonly model: ChatModel | undefined; readonly folder: string },
): Generator<WorkEvent> {
  const { title, from, sentences, timed, warnings } = request;
  const duration = timed ? (sentences.at(-1)?.end ?? 0) : 0;
  yield { type: 'talk-read', title, language: from, sentences: sentences.length, duration };
  for (const warning of warnings) yield { type: 'warning', warning };
  yield { type: 'step-end', step: 'read' };
  const estimate = model && estimatePlan(request, model);
  yield { type: 'plan-made', model: model?.info.id, estimate, folder };
}

/** The talk as it is before any model is asked. */
async function transcriptOf(request: TalkRequest): Promise<Talk> {
  const making = makeTalk(
    { ...request, translation: false, note: false },
    { memory: volatileMemory() },
  );
  return await drain(making);
}

async function* withUsage(
  making: AsyncGenerator<TalkEvent, Talk>,
  ledger: Ledger,
): AsyncGenerator<WorkEvent, Talk> {
  let reported = 0;
  for (;;) {
    const step = await making.next();
    if (ledger.usage.requests !== reported) {
      reported = ledger.usage.requests;
      yield { type: 'usage', usage: ledger.usage, cost: ledger.cost };
    }
    if (step.done) return step.value;
    yield step.value;
  }
}
