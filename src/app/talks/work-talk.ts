import { drain } from '../../base/async.ts';
import { volatileMemory } from '../../base/memory.ts';
import type { Ledger } from '../../llm/ledger.ts';
import { isComplete, type Talk } from '../../model/talk.ts';
import type { Warning } from '../../model/warning.ts';
import { type FormatName, FORMATS } from '../../pipeline/format-names.ts';
import { makeTalk, type MakeTalkTools } from '../../pipeline/make-talk.ts';
import type { TalkRequest } from '../../pipeline/talk-request.ts';
import type { Models } from '../choosing/models.ts';
import type { Input } from '../inputs/read-input.ts';
import { restoreByModel, type RestoredInput, restoreForFree } from '../inputs/restore-input.ts';
import { isFinished, type Place } from './place.ts';
import { estimatePlan, planTalk } from './plan.ts';
import { spentSoFar } from './spending.ts';
import { stages, type WorkOptions } from './work-options.ts';
import { summary, type WorkEvent, type WorkResult } from './work-result.ts';
import { writeTalk } from './write-talk.ts';

/** Where and with what a transcript is worked on. */
export type TalkWork = {
  readonly place: Place;
  readonly options: WorkOptions;
  readonly models: Models;
  /** What was begun while the talk was being heard. */
  readonly ahead?: MakeTalkTools['ahead'];
};

/** Does everything that follows once the transcript is there: marks where they lack, plan, translation, note, files. */
export async function* workOnTranscript(
  given: Input,
  work: TalkWork,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { place, options, models } = work;
  const { path } = place.folder;
  await work.ahead?.restored;
  const input = yield* restoreForFree(given, { options, memory: place.journal });
  const request = await planIn(place, input, options);
  yield* announce(request, { models, folder: path });
  const lacksModel = !models.model && (request.translation || request.note);
  const formats = transcriptFormats(options, lacksModel);
  const transcript = await publishTranscript(request, place, formats);
  if (lacksModel) {
    const { talk, files } = transcript;
    return { ...summary(talk, models.ledger), files, status: 'no-model', folder: path };
  }
  const { model } = models;
  const isAsked = model && input.bare > 0 && (request.translation || request.note);
  if (!isAsked) return yield* ask(request, work);
  const restored = yield* restoreByModel(given, { options, memory: place.journal, model });
  const better = await planIn(place, { ...restored, bare: 0 }, options);
  yield talkRead(better);
  yield* warningsOf(better, (code) => code === 'restored' || code === 'unmarked');
  await publishTranscript(better, place, formats);
  return yield* ask(better, work);
}

async function planIn(
  { folder, journal }: Place,
  input: RestoredInput,
  options: WorkOptions,
): Promise<TalkRequest> {
  const { settings } = options;
  return await planTalk(input, {
    ...stages(options),
    settings,
    folder: folder.path,
    memory: journal,
  });
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
  { place, options, models, ahead }: TalkWork,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { journal, folder } = place;
  const { model, second, ledger } = models;
  const { signal } = options;
  const made = yield* makeTalk(request, { model, second, ahead, memory: journal, signal });
  const talk = { ...made, cost: spentSoFar(journal) };
  yield { type: 'step-start', step: 'write' };
  const published = await writeTalk(talk, options.formats ?? FORMATS, place);
  if (published.setAside.length > 0) yield { type: 'files-set-aside', names: published.setAside };
  yield { type: 'step-end', step: 'write' };
  const status = isComplete(talk) ? 'complete' : 'marked';
  return { ...summary(talk, ledger), status, folder: folder.path, files: published.files };
}

/** What can be written without a model; of a talk that will be asked about, only what is read meanwhile. */
function transcriptFormats({ formats = FORMATS }: WorkOptions, isAll: boolean): FormatName[] {
  const free: readonly FormatName[] = isAll
    ? ['transcript', 'txt', 'srt', 'vtt', 'cut']
    : ['transcript', 'txt'];
  return formats.filter((format) => free.includes(format));
}

/** Says what was read and what is planned. */
export function* announce(
  request: TalkRequest,
  { models, folder }: { readonly models: Pick<Models, 'model'>; readonly folder: string },
): Generator<WorkEvent> {
  yield talkRead(request);
  // What a model will be asked about is told when it has answered.
  const isOpen = (request.bare ?? 0) > 0;
  yield* warningsOf(request, (code) => !isOpen || code !== 'unmarked');
  yield { type: 'step-end', step: 'read' };
  const isAsked = request.translation || request.note;
  const model = isAsked ? models.model : undefined;
  const estimate = model && estimatePlan(request, model);
  yield { type: 'plan-made', model: model?.info.id, estimate, folder };
}

function* warningsOf(
  request: TalkRequest,
  isWanted: (code: Warning['code']) => boolean,
): Generator<WorkEvent> {
  for (const warning of request.warnings) {
    if (isWanted(warning.code)) yield { type: 'warning', warning };
  }
}

function talkRead({ title, from, sentences, timed }: TalkRequest): WorkEvent {
  const duration = timed ? (sentences.at(-1)?.end ?? 0) : 0;
  return { type: 'talk-read', title, language: from, sentences: sentences.length, duration };
}

/** The talk as it is before any model is asked. */
export async function transcriptOf(request: TalkRequest): Promise<Talk> {
  const making = makeTalk(
    { ...request, translation: false, note: false },
    { memory: volatileMemory() },
  );
  return await drain(making);
}

/** Tells of the usage whenever it has changed. */
export async function* withUsage<R>(
  working: AsyncGenerator<WorkEvent, R>,
  ledger: Ledger,
): AsyncGenerator<WorkEvent, R> {
  let reported = 0;
  for (;;) {
    const step = await working.next();
    if (ledger.usage.requests !== reported) {
      reported = ledger.usage.requests;
      yield { type: 'usage', usage: ledger.usage, cost: ledger.cost };
    }
    if (step.done) return step.value;
    yield step.value;
  }
}
