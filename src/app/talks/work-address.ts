import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import type { FoundList } from '../../sources/source.ts';
import { withoutCredentials } from '../../sources/web-address.ts';
import { bring, find, type Located } from '../inputs/fetch-input.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { enterPlace, leavePlace } from './place.ts';
import { planHearing } from './plan-hearing.ts';
import type { PlanSubject } from './plan.ts';
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
  const { settings, signal } = options;
  const fetched = yield* bring(located, place.folder, signal);
  yield { type: 'step-end', step: 'fetch' };
  const { title, name, sourceKey, url, published } = located;
  const about = { title, name, sourceKey, url, published };
  if (fetched.transcript) {
    yield { type: 'step-start', step: 'read' };
    const { transcript, text, file: media } = fetched;
    return yield* workOnTranscript({ ...about, transcript, text, media }, work);
  }
  // Who published it knows which language it is in.
  const spoken = { ...settings, from: settings.from ?? located.language };
  return yield* workOnRecording(
    { ...about, media: fetched.file },
    { ...work, isPlanned: true, options: { ...options, settings: spoken } },
  );
}
