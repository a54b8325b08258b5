import { turned } from '../../base/async.ts';
import { isComplete, type Talk } from '../../model/talk.ts';
import type { Term } from '../../model/term.ts';
import type { Warning } from '../../model/warning.ts';
import type { FormatName } from '../../pipeline/format-names.ts';
import type { MakeTalkTools } from '../../pipeline/make-talk.ts';
import type { TalkRequest } from '../../pipeline/talk-request.ts';
import { readerOf } from '../../pipeline/talk-tools.ts';
import { type Models, openModels, plannedFrom } from '../choosing/models.ts';
import { spentSoFar } from '../choosing/spending.ts';
import { gatherTerms } from '../inputs/glossary.ts';
import type { Input } from '../inputs/read-input.ts';
import { restoreByModel, type RestoredInput, restoreForFree } from '../inputs/restore-input.ts';
import { stages, type WorkOptions } from '../settings/work-options.ts';
import { forgetMade, keepMade, madeBefore, retold } from './folder/made-before.ts';
import { filesIn, isFinished, type Place } from './folder/place.ts';
import { type StageKeys, stageKeys } from './folder/stage-progress.ts';
import { formatsFor, writeTalk } from './folder/write-talk.ts';
import { makePlan, type PlanSubject } from './plan/plan.ts';
import { StageLog } from './stage-log.ts';
import { talkRequest } from './talk-request.ts';
import { summary, type WorkEvent, type WorkResult } from './work-result.ts';

/** Where and with what a transcript is worked on. */
export type TalkWork = {
  readonly place: Place;
  readonly options: WorkOptions;
  readonly models: Models;
  /** How far the stages have come, and where that is written down. */
  readonly log: StageLog;
  readonly keys: StageKeys;
  /** The user's own terms. */
  readonly glossary: readonly Term[];
  /** What has been announced already is not planned anew. */
  readonly isPlanned?: boolean | undefined;
  /** What was begun while the talk was being heard. */
  readonly ahead?: MakeTalkTools['ahead'];
};

/** Opens what the work on a talk needs. Throws `MODEL_NAME_BAD`, `KEY_MISSING`, and what reading the glossary throws. */
export async function openWork(
  content: string,
  place: Place,
  options: WorkOptions,
): Promise<TalkWork> {
  const { settings } = options;
  const models = await openModels(options, place.journal);
  const glossary = await gatherTerms(settings);
  const [model, second] = [models.model?.info, models.second?.info];
  const keys = stageKeys({ settings, model, second, content, glossary });
  return { place, options, models, glossary, log: new StageLog(place.journal, keys), keys };
}

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
  yield* announce(request);
  if (!work.isPlanned) yield await planned({ title: request.title, request }, work);
  const lacksModel = !models.model && (request.translation || request.note);
  const formats = earlyFormats(options, lacksModel);
  const published = await publishTranscript(request, place, formats);
  if (lacksModel) {
    const { transcriptOf } = await import('../../pipeline/talk-of.ts');
    const talk = transcriptOf(request);
    // What earlier runs made with a model is still there to be read.
    const files = published.length > 0 ? published : await filesIn(place);
    return { ...summary(talk, models.ledger), files, status: 'no-model', folder: path };
  }
  const model = readerOf(models);
  const isAsked = model && input.bare > 0 && (request.translation || request.note);
  if (!isAsked) return yield* ask(request, work);
  const restored = yield* restoreByModel(given, { options, memory: place.journal, model });
  const better = await planIn(place, { ...restored, bare: 0 }, options);
  yield talkRead(better);
  yield sentencesRead(better);
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
  return await talkRequest(input, {
    ...stages(options),
    settings,
    folder: folder.path,
    memory: journal,
    retriesMarked: options.retriesMarked,
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
): Promise<readonly string[]> {
  if (await isFinished(place)) return [];
  const { transcriptOf } = await import('../../pipeline/talk-of.ts');
  const { files } = await writeTalk(transcriptOf(request), formats, place);
  return files;
}

async function* ask(request: TalkRequest, work: TalkWork): AsyncGenerator<WorkEvent, WorkResult> {
  const { place, options, models, ahead } = work;
  const { journal, folder } = place;
  const { ledger } = models;
  const given = { request, model: models.model?.info, second: models.second?.info };
  const known = ahead ? undefined : await madeBefore(given, place);
  if (known) yield* retold(known);
  const made = known ?? (yield* make(request, work));
  const isSettled = isComplete(made) || ledger.usage.requests === 0;
  if (!known && isSettled) await keepMade(made, given, place);
  const talk = { ...made, cost: spentSoFar(journal) };
  yield { type: 'step-start', step: 'write' };
  const published = await writeTalk(talk, formatsFor(options, { isBare: false }), place);
  if (published.setAside.length > 0) yield { type: 'files-set-aside', names: published.setAside };
  yield { type: 'step-end', step: 'write' };
  const status = isComplete(talk) ? 'complete' : 'marked';
  return { ...summary(talk, ledger), status, folder: folder.path, files: published.files };
}

async function* make(
  request: TalkRequest,
  { place, options, models, ahead }: TalkWork,
): AsyncGenerator<WorkEvent, Talk> {
  const { model, second } = models;
  await forgetMade(place);
  // A run that finds everything made does without all that makes it.
  const { makeTalk } = await import('../../pipeline/make-talk.ts');
  const { signal } = options;
  return yield* makeTalk(request, { model, second, ahead, memory: place.journal, signal });
}

/** What is read meanwhile of a talk that will be asked about; all that needs no model where there is none. */
function earlyFormats(options: WorkOptions, isAll: boolean): readonly FormatName[] {
  const bare = formatsFor(options, { isBare: true });
  return isAll ? bare : bare.filter((format) => format === 'transcript' || format === 'txt');
}

/** The plan of the work, by what is known of the talk so far. */
export async function planned(subject: PlanSubject, work: TalkWork): Promise<WorkEvent> {
  const { options, models, place, keys } = work;
  const { folder, journal: memory } = place;
  const around = { options, models: plannedFrom(models), folder: folder.path, memory, keys };
  return { type: 'plan-made', ...(await makePlan(subject, around)) };
}

/** Says what was read. */
export function* announce(request: TalkRequest): Generator<WorkEvent> {
  yield talkRead(request);
  yield sentencesRead(request);
  // What a model will be asked about is told when it has answered.
  const isOpen = (request.bare ?? 0) > 0;
  yield* warningsOf(request, (code) => !isOpen || code !== 'unmarked');
  yield { type: 'step-end', step: 'read' };
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

function sentencesRead({ sentences }: TalkRequest): WorkEvent {
  const read = sentences.map(({ id, start, text, speaker }) => ({ id, start, text, speaker }));
  return { type: 'sentences-read', sentences: read };
}

/** Tells of the usage whenever it has changed, and writes down how far the work has come. */
export async function* accounted(
  working: AsyncGenerator<WorkEvent, WorkResult>,
  { models: { ledger }, log }: Pick<TalkWork, 'models' | 'log'>,
): AsyncGenerator<WorkEvent, WorkResult> {
  let reported = 0;
  function* usage(): Generator<WorkEvent> {
    if (ledger.usage.requests === reported) return;
    reported = ledger.usage.requests;
    yield { type: 'usage', usage: ledger.usage, cost: ledger.cost };
  }
  const result = yield* turned(working, function* (event): Generator<WorkEvent> {
    yield* usage();
    log.add(event);
    yield event;
  });
  yield* usage();
  log.end(result.talk);
  return result;
}
