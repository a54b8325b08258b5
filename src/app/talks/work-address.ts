import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import type { Seconds } from '../../model/time.ts';
import type { FoundList } from '../../sources/source.ts';
import { withoutCredentials } from '../../sources/web-address.ts';
import { bring, type Bringing, type Fetched, find, type Located } from '../inputs/fetch-input.ts';
import type { Arriving } from '../inputs/hear-arriving.ts';
import type { FetchEvent } from '../inputs/with-progress.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { enterPlace, leavePlace } from './folder/place.ts';
import { planHearing } from './plan/plan-hearing.ts';
import type { PlanSubject } from './plan/plan.ts';
import { rehearseUnheard } from './rehearse.ts';
import { workOnRecording } from './work-recording.ts';
import type { WorkEvent, WorkResult } from './work-result.ts';
import { accounted, openWork, planned, type TalkWork, workOnTranscript } from './work-talk.ts';

/** Does the whole job for an address: its talk is fetched first, as captions or as sound. */
export async function* workOnAddress(
  address: string,
  out: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  yield { type: 'step-start', step: 'fetch' };
  const { settings, env, fence, signal, dryRun: isPlan } = options;
  let located: Located | FoundList;
  try {
    located = yield* find(address, { settings, env, fence, signal, isPlan });
  } catch (error) {
    const failure = AppError.find(error);
    if (!isPlan || failure?.code !== 'PROGRAM_MISSING') throw error;
    return yield* rehearseUnseen(address, failure, { out, options });
  }
  if (!('fetch' in located)) {
    throw new AppError('SOURCE_LIST', { url: located.url, count: located.entries.length });
  }
  const subject = await lookAtTalk(located, options);
  const content = fingerprint(
    located.sourceKey,
    subject.hearing?.by,
    ...(options.track === undefined ? [] : [options.track]),
  );
  if (options.dryRun) {
    yield { type: 'step-end', step: 'fetch' };
    return yield* rehearseUnheard(located, subject, { out, content, options });
  }
  const place = await enterPlace(out, located, options.force ?? false);
  try {
    const work = await openWork(content, place, options);
    yield await planned({ title: located.title, ...subject }, work);
    return yield* accounted(workOnLocated(located, work), work);
  } finally {
    await leavePlace(place);
  }
}

/** Of an address that cannot be looked at without yt-dlp, which a plan does not fetch, little is known. */
async function* rehearseUnseen(
  address: string,
  { code, values }: AppError,
  around: { readonly out: string; readonly options: WorkOptions },
): AsyncGenerator<WorkEvent, WorkResult> {
  yield { type: 'step-end', step: 'fetch' };
  const url = withoutCredentials(address);
  const subject = {
    hearing: { ...(await planHearing(around.options, undefined)), unlessCaptions: true },
    lacksProgram: { code, values },
  };
  const known = { title: url, name: url, sourceKey: url };
  return yield* rehearseUnheard(known, subject, { ...around, content: url });
}

async function lookAtTalk(
  { duration, language, hasCaptions, isTranscript }: Located,
  options: WorkOptions,
): Promise<Omit<PlanSubject, 'title' | 'request'>> {
  const { captions = 'auto' } = options.settings;
  const isRead = isTranscript || captions === 'only';
  const hearing = isRead ? undefined : await planHearing(options, duration);
  return {
    duration,
    language,
    hearing: hearing && { ...hearing, unlessCaptions: hasCaptions && captions === 'auto' },
  };
}

async function* workOnLocated(
  located: Located,
  work: TalkWork,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { options, place } = work;
  const bringing = bring(located, place.folder, options.signal);
  try {
    const fetched = yield* untilHearable(bringing);
    const { title, name, sourceKey, url, published, duration } = located;
    const about = { title, name, sourceKey, url, published };
    // Who published it knows which language it is in.
    const settings = { ...options.settings, from: options.settings.from ?? located.language };
    const hearing = { ...work, isPlanned: true, options: { ...options, settings } };
    if (!fetched) {
      const arriving = arrivingFrom(bringing, duration);
      return yield* workOnRecording({ ...about, arriving }, hearing);
    }
    yield { type: 'step-end', step: 'fetch' };
    if (!fetched.transcript)
      return yield* workOnRecording({ ...about, media: fetched.file }, hearing);
    yield { type: 'step-start', step: 'read' };
    const { transcript, text, file: media } = fetched;
    return yield* workOnTranscript({ ...about, transcript, text, media }, work);
  } finally {
    await bringing.stop(new AppError('INTERRUPTED'));
  }
}

/** Fetches a talk to its end, or until there is enough of its recording that it may be heard; then nothing comes of it yet. */
async function* untilHearable({
  work,
  growing,
}: Bringing): AsyncGenerator<FetchEvent, Fetched | undefined> {
  while (growing.path === undefined) {
    const step = await work.next();
    if (step.done) return step.value;
    yield step.value;
  }
  return undefined;
}

function arrivingFrom({ work, growing, stop }: Bringing, duration: Seconds | undefined): Arriving {
  async function* rest(): Arriving['rest'] {
    const { file } = yield* work;
    // A recording that began to come in has come in.
    if (file === undefined) throw new TypeError('the recording became a transcript');
    return file;
  }
  return { growing, rest: rest(), stop, duration };
}
