import { realpath } from 'node:fs/promises';
import { basename, extname } from 'node:path';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import type { Memory } from '../../base/memory.ts';
import { packageFile } from '../../base/package-file.ts';
import type { CutOff } from '../../media/cut-off.ts';
import { findSound } from '../../media/find-sound.ts';
import { openAudio } from '../../media/open-audio.ts';
import type { TrackChoice } from '../../media/sound-track.ts';
import type { Published } from '../../model/source.ts';
import type { Seconds } from '../../model/time.ts';
import { type Warning, warnings } from '../../model/warning.ts';
import { namesToHear } from '../../speech/names-to-hear.ts';
import type { Recognizer } from '../../speech/recognizer.ts';
import { SherpaEngine } from '../../speech/sherpa/engine/engine.ts';
import { sileroVoiceActivity } from '../../speech/sherpa/voice-activity.ts';
import { type HeardTalk, type SpeechEvent, transcribe } from '../../speech/transcribe.ts';
import { aboutTalk } from '../../text/about-talk.ts';
import { scriptConverter } from '../../text/languages/chinese-script.ts';
import { chooseSpeakers, chooseSpeech } from '../choosing/choose-speech.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { contentKeyOf } from './content-key.ts';
import { gatherTerms } from './glossary.ts';
import { soundTools, type ToolEvent } from './sound-tools.ts';

/** The voice activity detector that comes with the package. */
export const SILERO = packageFile('models/silero-vad/silero_vad_16k_op15.onnx');

/** A recording as given, before it is heard. */
export type Recording = {
  /** Absolute, links followed. */
  readonly media: string;
  readonly title: string;
  readonly name: string;
  /** The same whenever this recording is given again. */
  readonly sourceKey: string;
  /** The same for the same content, wherever it lies; absent for what is no file. */
  readonly contentKey?: string | undefined;
  /** The page it came from. */
  readonly url?: string | undefined;
  /** What its publisher says of it. */
  readonly published?: Published | undefined;
};

/** What happens while a recording is heard. */
export type HearEvent =
  | {
      readonly type: 'sound-opened';
      /** Folder name of the speech model. */
      readonly model: string;
      /** Why this one; absent where the settings name it. */
      readonly why?: Bilingual | undefined;
      /** Length of the recording, in seconds, where it is cheap to know. */
      readonly duration?: Seconds | undefined;
      /** Which sound track is heard; absent where there are not several. */
      readonly tracks?: TrackChoice | undefined;
    }
  | ToolEvent
  | SpeechEvent;

/** Finds the recording. Throws `FILE_MISSING`. */
export async function findRecording(path: string): Promise<Recording> {
  const media = await realpath(path).catch((cause: unknown) => {
    throw new AppError('FILE_MISSING', { path }, { cause });
  });
  const name = basename(path);
  const title = basename(path, extname(path)).replaceAll('_', ' ').trim();
  const contentKey = await contentKeyOf(media);
  return { media, title: title || name, name, sourceKey: fingerprint('file', media), contentKey };
}

export type HearInputOptions = {
  readonly settings: Settings;
  readonly env: Environment;
  /** Heard windows are kept here, so that none is heard twice. */
  readonly memory: Memory;
  /** Which of several sound tracks is wished, as a person names it. */
  readonly track?: string | undefined;
  readonly allows?: WorkOptions['allows'];
  readonly signal?: AbortSignal | undefined;
};

/** Writes down a recording with the recogniser the settings name. */
export async function* hear(
  recording: Recording,
  { settings, env, memory, track, allows, signal }: HearInputOptions,
): AsyncGenerator<HearEvent, HeardTalk> {
  const engine = new SherpaEngine({ env });
  let close: Recognizer['close'];
  try {
    const known = await namesToKnow(recording, settings);
    let areNamesRefused = false;
    const onNamesRefused = (): void => {
      areNamesRefused = true;
    };
    const surroundings = { env, engine, ...known, onNamesRefused };
    const { recognizer, name, why } = await chooseSpeech(settings, surroundings);
    close = recognizer.close?.bind(recognizer);
    const speakers = await chooseSpeakers(settings, surroundings);
    const { media } = recording;
    const { ffmpeg, ffprobe } = (yield* soundTools(media, { env, allows, signal })) ?? {};
    const sound = await findSound(media, { track, language: settings.from, ffprobe, signal });
    const { duration, tracks } = sound;
    yield { type: 'sound-opened', model: name, why, duration, ...(tracks && { tracks }) };
    const voiceActivity = await sileroVoiceActivity(SILERO, engine);
    let cut: CutOff | undefined;
    const onCutOff = (found: CutOff): void => void (cut = found);
    const audio = openAudio(media, { sound, onCutOff, ffmpeg, signal });
    const heard = yield* transcribe(audio, {
      recognizer,
      voiceActivity,
      speakers,
      inScript: settings.simplified ? await scriptConverter('simplified') : undefined,
      memory,
      signal,
    });
    return {
      ...heard,
      warnings: [
        ...heard.warnings,
        ...cutOffWarning(cut),
        ...warnings('unheard', heard.unheard.length),
        ...warnings('names-unused', areNamesRefused ? known.names.length : 0),
      ],
    };
  } finally {
    await Promise.all([engine.stop(), close?.()]);
  }
}

function cutOffWarning(cut: CutOff | undefined): Warning[] {
  if (!cut) return [];
  const { end, of: length } = cut;
  return [{ code: 'cut-off', count: 1, end, ...(length !== undefined && { length }) }];
}

/** Letters in which names cannot be told from other words, as in Chinese. */
const LETTERS_WITHOUT_CASE = /\p{Lo}/u;
/** More than this is cut off by every recogniser that takes a prompt, in characters. */
const LONGEST_PROMPT = 600;

type Known = {
  /**
   * The user's own terms and what is known of the talk, in the form in which whisper models take names. Absent where
   * that names nothing, as most names of files do: such a text teaches no spelling, and may be taken for what was said.
   */
  readonly prompt?: string | undefined;
  /** The terms and the names in what is known, one by one. */
  readonly names: readonly string[];
};

async function namesToKnow({ title, published }: Recording, settings: Settings): Promise<Known> {
  const terms = (await gatherTerms(settings)).map((term) => term.source);
  const about = aboutTalk(title, published);
  const names = namesToHear(terms, about);
  if (names.length === 0 && !LETTERS_WITHOUT_CASE.test(about)) return { names };
  const prompt = [...terms, ...about.split('\n')].join(', ').slice(0, LONGEST_PROMPT);
  return { prompt: `${prompt}.`, names };
}
