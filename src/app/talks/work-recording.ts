import { stat } from 'node:fs/promises';

import { merge, turned } from '../../base/async.ts';
import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { findSound } from '../../media/find-sound.ts';
import type { TrackChoice } from '../../media/sound-track.ts';
import type { Seconds } from '../../model/time.ts';
import { startAhead } from '../../pipeline/ahead.ts';
import { GrowingTalk } from '../../pipeline/growing-talk.ts';
import { readerOf } from '../../pipeline/talk-tools.ts';
import type { HeardTalk } from '../../speech/transcribe.ts';
import { aboutTalk } from '../../text/about-talk.ts';
import {
  type ArrivingRecording,
  findRecording,
  hear,
  type HeardRecording,
  type Recording,
} from '../inputs/hear-input.ts';
import { PunctuatorAhead } from '../inputs/restore-input.ts';
import { soundTools, type ToolEvent } from '../inputs/sound-tools.ts';
import { spokenLanguage } from '../inputs/spoken-language.ts';
import { stages, type WorkOptions } from '../settings/work-options.ts';
import { enterPlace, leavePlace, type Place } from './folder/place.ts';
import { planHearing, type PlannedHearing } from './plan/plan-hearing.ts';
import { rehearseUnheard } from './rehearse.ts';
import type { WorkEvent, WorkResult } from './work-result.ts';
import { accounted, openWork, planned, type TalkWork, workOnTranscript } from './work-talk.ts';

/** Hears a recording and does the rest. What is heard stays in the journal of its folder. */
export async function* workOnSound(
  path: string,
  out: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const recording = await findRecording(path);
  const { size } = await stat(recording.media);
  const sound = yield* lookAtSound(recording.media, options);
  // Heard by another model, or from another track, it is another text.
  const track = sound.tracks ? [sound.tracks.taken.number] : [];
  const content = fingerprint('sound', size, sound.hearing.by, ...track);
  if (options.dryRun) return yield* rehearseUnheard(recording, sound, { out, content, options });
  const place = await enterPlace(out, recording, options.force ?? false);
  try {
    const work = await openWork(content, place, options);
    yield await planned({ title: recording.title, ...sound }, work);
    const working = workOnRecording(recording, { ...work, isPlanned: true });
    return yield* accounted(working, work);
  } finally {
    await leavePlace(place);
  }
}

type Sound = {
  readonly duration: Seconds | undefined;
  readonly tracks?: TrackChoice | undefined;
  readonly hearing: PlannedHearing;
};

/** How long a recording is, which of its tracks is heard, and with what it would be heard. */
async function* lookAtSound(media: string, options: WorkOptions): AsyncGenerator<ToolEvent, Sound> {
  try {
    const { settings, track, signal } = options;
    const { ffprobe } = (yield* soundTools(media, options)) ?? {};
    const wish = { track, language: settings.from, ffprobe, signal };
    const { duration, tracks } = await findSound(media, wish);
    return { duration, tracks, hearing: await planHearing(options, duration) };
  } catch (error) {
    const failure = AppError.find(error);
    // That a program is missing belongs to the plan; what else is wrong with a file ends it.
    if (failure?.code !== 'PROGRAM_MISSING' && failure?.code !== 'FFMPEG_OLD') throw error;
    const { code, values } = failure;
    return { duration: undefined, hearing: { lacksSpeech: { code, values } } };
  }
}

/** Hears a recording, or one that is still being fetched, translating meanwhile what has been heard so far. */
export async function* workOnRecording(
  recording: Recording | ArrivingRecording,
  opened: TalkWork,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { options, models, place, glossary } = opened;
  const reader = readerOf(models);
  const punctuators =
    reader && options.settings.restore !== 'off' ? new PunctuatorAhead(reader, options) : undefined;
  const growing = new GrowingTalk({ marks: punctuators && place.journal });
  // What fails on one side stops the other.
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const stopped = { ...options, signal };
  const ahead = await aheadFor(growing, {
    recording,
    models,
    place,
    options: stopped,
    glossary,
    punctuators,
  });
  async function* all(): AsyncGenerator<WorkEvent, WorkResult> {
    try {
      const heard = yield* hearInto(growing, recording, { place, options: stopped });
      yield { type: 'step-start', step: 'read' };
      const work = { ...opened, options: stopped, ahead };
      return yield* workOnTranscript({ ...recording, ...heard }, work);
    } catch (error) {
      failed.abort(error);
      throw error;
    } finally {
      growing.end();
      await punctuators?.stop();
    }
  }
  if (!ahead) return yield* all();
  const both = merge<WorkEvent, [WorkResult, void]>([all(), ahead.work]);
  const [result] = yield* both;
  return result;
}

/** Hears a recording. What is heard anew, and what came before it, is passed on at once. */
async function* hearInto(
  growing: GrowingTalk,
  recording: Recording | ArrivingRecording,
  { place, options }: { readonly place: Place; readonly options: WorkOptions },
): AsyncGenerator<WorkEvent, HeardRecording> {
  const { settings, env, track, allows, signal } = options;
  const memory = place.journal;
  const hearing = hear(recording, { settings, env, memory, track, allows, signal });
  let kept: HeardTalk['cues'] = [];
  let isFresh = false;
  const heard = yield* turned(hearing, function* (event): Generator<WorkEvent> {
    yield event;
    if (event.type !== 'window-heard') return;
    // A talk that is known already is not translated piece by piece.
    isFresh ||= !event.isKept;
    kept = [...kept, ...event.cues];
    if (!isFresh) return;
    growing.add(kept);
    kept = [];
  });
  growing.end();
  yield { type: 'step-end', step: 'hear' };
  if (heard.transcript.cues.length === 0)
    throw new AppError('NOTHING_HEARD', { path: recording.name });
  return heard;
}

async function aheadFor(
  growing: GrowingTalk,
  {
    recording,
    models,
    place,
    options,
    glossary,
    punctuators,
  }: Pick<TalkWork, 'models' | 'place' | 'options' | 'glossary'> & {
    readonly recording: Recording | ArrivingRecording;
    readonly punctuators: PunctuatorAhead | undefined;
  },
): Promise<ReturnType<typeof startAhead> | undefined> {
  const { settings, signal } = options;
  const { model, second } = models;
  // A translator cannot read ahead what the talk is about.
  if (!model || model.info.role === 'translator') return undefined;
  if (!stages(options).translation) return undefined;
  const { to, from, style } = settings;
  const memory = place.journal;
  return startAhead(
    growing,
    {
      title: recording.title,
      about: aboutTalk(recording.title, recording.published),
      to,
      style,
      glossary,
      languageOf: async (sentences) => from ?? (await spokenLanguage(sentences, memory)),
      punctuatorFor: punctuators && ((language) => punctuators.for(language)),
    },
    { model, second, memory, signal },
  );
}
