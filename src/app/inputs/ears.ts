import type { Bilingual } from '../../base/errors.ts';
import type { Memory } from '../../base/memory.ts';
import { packageFile } from '../../base/package-file.ts';
import type { AudioBlocks } from '../../model/audio.ts';
import type { Published } from '../../model/source.ts';
import { type Warning, warnings } from '../../model/warning.ts';
import { namesToHear } from '../../speech/names-to-hear.ts';
import { SherpaEngine } from '../../speech/sherpa/engine/engine.ts';
import { sileroVoiceActivity } from '../../speech/sherpa/voice-activity.ts';
import { type HeardTalk, type SpeechEvent, transcribe } from '../../speech/transcribe.ts';
import { aboutTalk } from '../../text/about-talk.ts';
import { scriptConverter } from '../../text/languages/chinese-script.ts';
import { chooseSpeakers, chooseSpeech } from '../choosing/choose-speech.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { gatherTerms } from './glossary.ts';

/** The voice activity detector that comes with the package. */
export const SILERO = packageFile('models/silero-vad/silero_vad_16k_op15.onnx');

/** What a talk is heard with. */
export type Ears = {
  /** Folder name of the speech model. */
  readonly model: string;
  /** Why this one; absent where the settings name it. */
  readonly why?: Bilingual | undefined;
  /** Writes down a sound. A failure of the sound itself is thrown as it is. */
  hear(audio: AudioBlocks): AsyncGenerator<SpeechEvent, HeardTalk>;
  /** Ends its processes. */
  close(): Promise<void>;
};

export type EarsOptions = {
  readonly settings: Settings;
  readonly env: Environment;
  /** Heard windows are kept here, so that none is heard twice. */
  readonly memory: Memory;
  readonly signal?: AbortSignal | undefined;
};

/** What is known of a talk before it is heard. */
type About = { readonly title: string; readonly published?: Published | undefined };

/**
 * Opens the recogniser the settings name, and what goes with it. No process runs before something is heard. Throws what choosing
 * them throws.
 */
export async function openEars(about: About, options: EarsOptions): Promise<Ears> {
  const engine = new SherpaEngine({ env: options.env });
  try {
    return await earsWith(engine, about, options);
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function earsWith(
  engine: SherpaEngine,
  about: About,
  { settings, env, memory, signal }: EarsOptions,
): Promise<Ears> {
  const known = await namesToKnow(about, settings);
  let areNamesRefused = false;
  const onNamesRefused = (): void => {
    areNamesRefused = true;
  };
  const surroundings = { env, engine, ...known, onNamesRefused };
  const { recognizer, name, why } = await chooseSpeech(settings, surroundings);
  const tools = {
    recognizer,
    speakers: await chooseSpeakers(settings, surroundings),
    voiceActivity: await sileroVoiceActivity(SILERO, engine),
    inScript: settings.simplified ? await scriptConverter('simplified') : undefined,
    memory,
    signal,
  };
  return {
    model: name,
    why,
    hear: async function* (audio) {
      const heard = yield* transcribe(audio, tools);
      const refused = areNamesRefused ? known.names.length : 0;
      return { ...heard, warnings: [...heard.warnings, ...lacks(heard, refused)] };
    },
    close: async () => {
      await Promise.all([engine.stop(), recognizer.close?.()]);
    },
  };
}

function lacks({ unheard }: HeardTalk, namesRefused: number): Warning[] {
  return [...warnings('unheard', unheard.length), ...warnings('names-unused', namesRefused)];
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

async function namesToKnow({ title, published }: About, settings: Settings): Promise<Known> {
  const terms = (await gatherTerms(settings)).map((term) => term.source);
  const about = aboutTalk(title, published);
  const names = namesToHear(terms, about);
  if (names.length === 0 && !LETTERS_WITHOUT_CASE.test(about)) return { names };
  const prompt = [...terms, ...about.split('\n')].join(', ').slice(0, LONGEST_PROMPT);
  return { prompt: `${prompt}.`, names };
}
