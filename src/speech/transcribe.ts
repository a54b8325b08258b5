import { mapOrdered } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import type { AudioBlocks, AudioSpan, AudioWindow } from '../model/audio.ts';
import { isChinese } from '../model/language.ts';
import type { Cue, Transcript } from '../model/transcript.ts';
import { boilerplateIn } from '../text/hygiene/boilerplate.ts';
import { rewritten } from '../text/languages/chinese-script.ts';
import { inLanguages, type SpokenCue } from './cue-languages.ts';
import { silenceIn } from './faults.ts';
import { hearWindow, type HearOptions } from './hear-window.ts';
import { LanguageVote, type Vote } from './language-vote.ts';
import { nameSpeakers } from './speakers/name-speakers.ts';
import type { VoicePrints } from './speakers/voice-prints.ts';
import { type Voice, voicesIn } from './speakers/window-voices.ts';
import { cutWindows } from './windows/cut-windows.ts';
import { cueInMedia, spanInMedia } from './windows/parts.ts';
import type { VoiceActivity } from './windows/voice-activity.ts';

/** How a talk is written down. */
export type TranscribeOptions = Omit<HearOptions, 'language'> & {
  readonly voiceActivity: VoiceActivity;
  /** Puts what was heard in Chinese into the characters wanted. @default as it was heard */
  readonly inScript?: ((text: string) => string) | undefined;
  /** Tells speakers apart. @default nothing: cues have no speaker */
  readonly speakers?: SpeakerOptions | undefined;
};

/** How speakers are told apart. */
export type SpeakerOptions = {
  readonly voicePrints: VoicePrints;
  /** Count of speakers, where it is known. @default as many as are heard */
  readonly count?: number | undefined;
};

/** What happens while a talk is written down; windows come in order of time. */
export type SpeechEvent =
  | {
      readonly type: 'window-heard';
      readonly window: AudioSpan;
      /** Times from the start of the media; empty when the window turned out to hold no words. */
      readonly cues: readonly Cue[];
      /** Stretches with speech that could not be written down, in order of time. */
      readonly unheard: readonly AudioSpan[];
      /** True when it was heard in an earlier run. */
      readonly isKept: boolean;
    }
  | {
      /** The recogniser died on this window, twice. The talk goes on without it. */
      readonly type: 'window-lost';
      readonly window: AudioSpan;
      readonly reason: AppError;
    };

/** A talk as it was heard. */
export type HeardTalk = Transcript & {
  /** Stretches with speech that could not be written down, in order of time. */
  readonly unheard: readonly AudioSpan[];
};

/** As many windows lost before any is heard, and it is not the windows. */
const HOPELESS = 3;

/**
 * Writes down a talk from its sound. Yields what is heard window by window and returns the whole, with word
 * times where the recogniser has them. As many windows are heard at once as the recogniser takes, while the
 * next are cut. Speakers are told apart once all is heard: the cues of the events have none yet. Each finished window is put into the memory, so that after a crash nothing is heard twice.
 * A window that kills the recogniser is reported and left out.
 */
export async function* transcribe(
  audio: AudioBlocks,
  options: TranscribeOptions,
): AsyncGenerator<SpeechEvent, HeardTalk> {
  const { recognizer, voiceActivity, signal } = options;
  signal?.throwIfAborted();
  const spoken: SpokenCue[] = [];
  const unheard: AudioSpan[] = [];
  const voices: Voice[] = [];
  const vote = new LanguageVote({ isOpen: recognizer.detectsLanguage });
  let hasHeard = false;
  let lost = 0;
  let failure: AppError | undefined;
  const results = mapOrdered(
    (inner) =>
      cutWindows(audio, {
        voiceActivity,
        longest: recognizer.longest,
        ...(recognizer.pads && { joins: (index: number) => vote.isClearBefore(index, inner) }),
        signal: inner,
      }),
    (window, inner) =>
      vote.hear((language) => hear(window, { ...options, language, signal: inner })),
    { atOnce: recognizer.parallel, signal },
  );
  for await (const { event, language, voices: own } of results) {
    signal?.throwIfAborted();
    voices.push(...own);
    if (event.type === 'window-heard') {
      hasHeard = true;
      spoken.push(...event.cues.map((cue) => ({ cue, language: cue.language ?? language })));
      unheard.push(...event.unheard);
    } else {
      lost++;
      unheard.push(event.window);
      failure = event.reason;
      if (!hasHeard && lost >= HOPELESS) throw failure;
    }
    yield event;
  }
  // A talk of one or two windows, all of them lost, is not a talk in which nothing was said.
  if (failure && !hasHeard) throw failure;
  const { cues, language } = await inLanguages(spoken);
  const named = nameSpeakers(cues, voices, { voices: options.speakers?.count });
  return { cues: named, timed: true, ...(language && { language }), warnings: [], unheard };
}

type Result = Vote & { readonly event: SpeechEvent; readonly voices: readonly Voice[] };

type WindowOptions = HearOptions & Pick<TranscribeOptions, 'speakers' | 'inScript'>;

async function hear(window: AudioWindow, options: WindowOptions): Promise<Result> {
  const { parts, speech } = window;
  const span: AudioSpan = { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 };
  options.signal?.throwIfAborted();
  try {
    const { speakers, memory, signal } = options;
    const [{ heard, faults, isKept }, voices] = await Promise.all([
      hearWindow(window, options),
      speakers ? voicesIn(window, { ...speakers, memory, signal }) : [],
    ]);
    const cues = heard.cues.map((cue) => {
      const language = cue.language ?? heard.language ?? '';
      const written =
        options.inScript && isChinese(language) ? rewritten(cue, options.inScript) : cue;
      return cueInMedia(doubted(written, speech), parts);
    });
    const gaps = faults.gaps.map((gap) => spanInMedia(gap, parts));
    const unheard = faults.isBabble ? [span] : gaps;
    const event = { type: 'window-heard', window: span, cues, unheard, isKept } as const;
    return { event, voices, language: cues.length > 0 ? heard.language : undefined };
  } catch (error) {
    const reason = AppError.find(error);
    if (reason?.code !== 'SPEECH_ENGINE_DIED') throw error;
    return { event: { type: 'window-lost', window: span, reason }, voices: [] };
  }
}

/** A stock phrase that stands where nobody spoke says so, for the checks that come later. */
function doubted(cue: Cue, speech: readonly AudioSpan[]): Cue {
  const noSpeech = Math.max(cue.noSpeech ?? 0, silenceIn(cue, speech));
  const [isStock] = boilerplateIn([{ ...cue, noSpeech }]);
  return isStock === true ? { ...cue, noSpeech } : cue;
}
