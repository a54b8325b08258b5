import { availableParallelism, totalmem } from 'node:os';

import { primaryTag } from '../../model/language.ts';
import { knowsLanguage, type ModelEntry } from '../../weights/model-entry.ts';
import { SPEECH_MODELS } from '../../weights/model-list.ts';

/** What a machine has to offer. */
export type Machine = {
  /** In bytes. */
  readonly memory: number;
  /** Threads that run at once, as a count. */
  readonly threads: number;
};

/** This one. */
export function thisMachine(): Machine {
  return { memory: totalmem(), threads: availableParallelism() };
}

/**
 * Speech models in the order they are wanted, by the language spoken: of those that are as fast as the machine allows, and
 * tell when each word is said. The first list whose first model knows the language is taken; the last one knows nearly all.
 */
const EAST_ASIAN = ['sense-voice', 'whisper-base'];
const EUROPEAN = ['parakeet-v3', 'whisper-base'];
const ENGLISH = ['parakeet-v3', 'parakeet-110m', 'whisper-base.en'];
const OTHER = ['whisper-large-v3-turbo', 'whisper-small', 'whisper-base'];
const EASTERN = ['dolphin-small', 'dolphin-base'];
const RARE = ['omnilingual'];

/** A model takes up to four times the size of its files while it runs (Whisper base: 160 MB and 660 MB), as a ratio. */
const RUNNING = 4;
/** On fewer threads Whisper's large models take longer than the talk itself (its encoder at base size takes 0.92 s a window on two). */
const THREADS_FOR_LARGE = 4;
const LARGE = 1_000_000_000;

/** The speech model to fetch for a language, English where none is known, on a machine such as this. */
export function recommendSpeech(
  language = 'en',
  machine: Machine = thisMachine(),
): ModelEntry | undefined {
  const entries = wantedFor(language).filter((entry) => knowsLanguage(entry, language));
  return entries.find((entry) => runsOn(machine, entry)) ?? entries.at(-1);
}

/** Whether a machine runs a model in less time than the talk takes, as far as its size tells. */
export function runsOn({ memory, threads }: Machine, { about }: ModelEntry): boolean {
  return about * RUNNING <= memory && (about < LARGE || threads >= THREADS_FOR_LARGE);
}

function wantedFor(language: string): readonly ModelEntry[] {
  if (primaryTag(language) === 'en') return named(ENGLISH);
  for (const entries of [EAST_ASIAN, EUROPEAN, OTHER, EASTERN].map((names) => named(names))) {
    const [first] = entries;
    if (first && knowsLanguage(first, language)) return entries;
  }
  return named(RARE);
}

function named(names: readonly string[]): ModelEntry[] {
  return names.flatMap((name) => SPEECH_MODELS.filter((each) => each.name === name));
}
