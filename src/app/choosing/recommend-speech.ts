import { availableParallelism, totalmem } from 'node:os';

import { primaryTag } from '../../model/language.ts';
import { type ModelEntry, SPEECH_MODELS } from '../../speech/models/model-list.ts';

/** What a machine has to offer. */
export type Machine = {
  /** In bytes. */
  readonly memory: number;
  /** Threads that run at once, as a count. */
  readonly threads: number;
};

/** Speech models in the order they are wanted, by the language spoken; the last one runs anywhere. */
const EAST_ASIAN = ['sense-voice', 'whisper-base'];
const EUROPEAN = ['parakeet-v3', 'whisper-base'];
const ENGLISH = ['parakeet-v3', 'parakeet-110m', 'whisper-base.en'];
const OTHER = ['whisper-large-v3-turbo', 'whisper-small', 'whisper-base'];

/** A model takes up to four times the size of its files while it runs (Whisper base: 160 MB and 660 MB), as a ratio. */
const RUNNING = 4;
/** On fewer threads Whisper's large models take longer than the talk itself (its encoder at base size takes 0.92 s a window on two). */
const THREADS_FOR_LARGE = 4;
const LARGE = 1_000_000_000;

/** The speech model to fetch for a language, English where none is known, on a machine such as this. */
export function recommendSpeech(
  language: string | undefined,
  machine: Machine = { memory: totalmem(), threads: availableParallelism() },
): ModelEntry | undefined {
  const wanted = wantedFor(primaryTag(language ?? 'en'));
  const entries = wanted.flatMap((name) => SPEECH_MODELS.filter((each) => each.name === name));
  return entries.find((entry) => runsOn(machine, entry)) ?? entries.at(-1);
}

function runsOn({ memory, threads }: Machine, { about }: ModelEntry): boolean {
  return about * RUNNING <= memory && (about < LARGE || threads >= THREADS_FOR_LARGE);
}

function wantedFor(language: string): readonly string[] {
  if (language === 'en') return ENGLISH;
  for (const names of [EAST_ASIAN, EUROPEAN]) {
    const [first] = names;
    const entry = SPEECH_MODELS.find((each) => each.name === first);
    if (entry?.languages?.includes(language)) return names;
  }
  return OTHER;
}
