import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { languageName, primaryTag } from '../../model/language.ts';
import { LANGUAGE } from '../../weights/language-models.ts';
import { knowsLanguage, type ModelEntry } from '../../weights/model-entry.ts';
import { PUNCTUATION, SPEAKER_FOLDER, SPEECH_MODELS } from '../../weights/model-list.ts';
import { type Machine, recommendSpeech, runsOn, thisMachine } from './recommend-speech.ts';
import { whyBest } from './why-best.ts';

/**
 * The folder of a speech model: a path, a folder among the models, or what `talkleaf models ls` calls it. Throws
 * MODEL_ABSENT for one that can be fetched, SPEECH_MODEL_MISSING for any other.
 */
export async function speechFolderNamed(name: string, home: string): Promise<string> {
  const listed = SPEECH_MODELS.find((each) => each.name === name);
  for (const folder of [name, join(home, name), ...(listed ? [join(home, listed.folder)] : [])]) {
    if (await isFolder(folder)) return folder;
  }
  if (listed) {
    const size = Math.round(listed.about / 1_000_000);
    throw new AppError('MODEL_ABSENT', { name, size });
  }
  throw new AppError('SPEECH_MODEL_MISSING', { name, folder: home });
}

/** Whisper's sizes that make few mistakes; the best that does not take far longer than the speech itself, then by size. */
const WHISPER = [/whisper.*turbo/i, /whisper.*large/i, /whisper.*medium/i, /whisper.*small/i];
/** Good, but without the times of words. */
const UNTIMED = [/cohere/i, /qwen3/i, /canary/i, /fire-red(?!.*ctc)/i, /moonshine/i];
const TIMED = [/sense-voice/i, /fire-red.*ctc/i, /paraformer/i, /funasr-nano/i];
const SMALL = [/whisper.*base/i, ...TIMED, /dolphin-small/i, /dolphin/i, /whisper/i];
/** Installed models in the order they are taken, by the language spoken. */
const EAST_ASIAN = [...TIMED, ...WHISPER, ...UNTIMED, ...SMALL];
const EUROPEAN = [/parakeet.*v3/i, /parakeet/i, ...WHISPER, ...UNTIMED, ...SMALL];
/** Models nobody here knows come after all known ones, and before one that knows a little of everything. */
const LAST = [/^(?!.*omnilingual)/i, /./];

/** A folder of a model, and why that one. */
export type BestFolder = { readonly folder: string; readonly why: Bilingual };

/**
 * The best model of a folder of models for a language, of those that know it and that the machine runs in good time;
 * without a language, the one that is best for most. Throws SPEECH_MODEL_NONE, SPEECH_LANGUAGE_NONE.
 */
export async function bestSpeechFolder(
  home: string,
  language: string | undefined,
  machine: Machine = thisMachine(),
): Promise<BestFolder> {
  const found = await readdir(home).catch((): string[] => []);
  // What is still being fetched lies in a folder whose name begins with a dot.
  const whole = found.filter((name) => !name.startsWith('.') && hears(name));
  const { name: model = '', about = 0 } = recommendSpeech(language, machine) ?? {};
  const wanted = { folder: home, model, size: Math.round(about / 1_000_000) };
  if (whole.length === 0) throw new AppError('SPEECH_MODEL_NONE', wanted);
  const ranked = rankedFor(language && primaryTag(language), whole);
  const [first] = ranked;
  const best = ranked.find((name) => runs(name, machine)) ?? first;
  if (best !== undefined) {
    const passedOver = best === first ? undefined : first;
    const why = whyBest({ language, passedOver, all: whole.length, knowing: ranked.length });
    return { folder: join(home, best), why };
  }
  const tag = language ?? '';
  const name = { en: languageName(tag), zh: languageName(tag, 'zh') };
  throw new AppError('SPEECH_LANGUAGE_NONE', { ...wanted, language: name });
}

/** Those of these folders whose models know a language, or all where none is named, the best first. */
function rankedFor(spoken: string | undefined, folders: readonly string[]): string[] {
  const names = folders
    .filter((name) => spoken === undefined || knows(name, spoken))
    .toSorted((a, b) => a.localeCompare(b));
  const isEastAsian = ['zh', 'yue', 'ja', 'ko'].includes(spoken ?? '');
  const patterns = [...(isEastAsian ? EAST_ASIAN : EUROPEAN), ...LAST];
  // Each once, where it was first.
  return [...new Set(patterns.flatMap((pattern) => names.filter((name) => pattern.test(name))))];
}

/** Whether a folder of the models may hold one that hears: others tell speakers apart, put marks into text, or answer in words. */
function hears(folder: string): boolean {
  return folder !== SPEAKER_FOLDER && !PUNCTUATION.test(folder) && !LANGUAGE.test(folder);
}

/** Whether a model knows a language, as far as its folder's name tells. */
function knows(folder: string, language: string): boolean {
  const alike = listedAs(folder);
  // Moonshine's models know one language each.
  const [, own] = /moonshine-(?:tiny|base)-([a-z]{2})(?![a-z])/i.exec(folder) ?? [];
  if (own) return own === language;
  return alike ? knowsLanguage(alike, language) : true;
}

/** Whether the machine runs it in good time, as far as its folder's name tells. */
function runs(folder: string, machine: Machine): boolean {
  const alike = listedAs(folder);
  return alike === undefined || runsOn(machine, alike);
}

/** Other versions of a model on the list know what it knows. */
const KINDS = [
  /parakeet.*v3/i,
  /sense-voice/i,
  /canary-180m/i,
  /cohere-transcribe/i,
  /dolphin-base/i,
  /dolphin-small/i,
  /fire-red-asr\d?-ctc/i,
  /fire-red-asr/i,
  /funasr-nano/i,
  /omnilingual.*300m/i,
  /qwen3-asr-0\.6b/i,
];

function listedAs(folder: string): ModelEntry | undefined {
  const listed = SPEECH_MODELS.find((each) => each.folder === folder);
  const kind = KINDS.find((pattern) => pattern.test(folder));
  return listed ?? (kind && SPEECH_MODELS.find((each) => kind.test(each.folder)));
}

/** True for a folder that is there. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
