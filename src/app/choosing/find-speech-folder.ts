import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { languageName, primaryTag } from '../../model/language.ts';
import { PUNCTUATION, SPEAKER_FOLDER, SPEECH_MODELS } from '../../speech/models/model-list.ts';
import { recommendSpeech } from './recommend-speech.ts';

/**
 * The folder of a speech model: a path, a folder among the models, or what `talkleaf models ls` calls it. Throws
 * SPEECH_MODEL_ABSENT for one that can be fetched, SPEECH_MODEL_MISSING for any other.
 */
export async function speechFolderNamed(name: string, home: string): Promise<string> {
  const listed = SPEECH_MODELS.find((each) => each.name === name);
  for (const folder of [name, join(home, name), ...(listed ? [join(home, listed.folder)] : [])]) {
    if (await isFolder(folder)) return folder;
  }
  if (listed) {
    const size = Math.round(listed.about / 1_000_000);
    throw new AppError('SPEECH_MODEL_ABSENT', { name, size });
  }
  throw new AppError('SPEECH_MODEL_MISSING', { name, folder: home });
}

/** Of several sizes the best that does not take far longer than the speech itself, then by size. */
const WHISPER = [/whisper.*turbo/i, /whisper.*large/i, /whisper.*medium/i, /whisper.*small/i];
const REST = [...WHISPER, /whisper.*base/i, /whisper/i, /./];
/** Installed models in the order they are taken, by the language spoken. */
const EAST_ASIAN = [/sense-voice/i, ...REST];
const EUROPEAN = [/parakeet.*v3/i, /parakeet/i, ...REST];

/**
 * The best model of a folder of models for a language, of those that know it; without a language, the one that is best
 * for most. Throws SPEECH_MODEL_NONE, SPEECH_LANGUAGE_NONE.
 */
export async function bestSpeechFolder(
  home: string,
  language: string | undefined,
): Promise<string> {
  const found = await readdir(home).catch((): string[] => []);
  // What is still being fetched lies in a folder whose name begins with a dot.
  const whole = found.filter((name) => !name.startsWith('.') && hears(name));
  const { name: model = '', about = 0 } = recommendSpeech(language) ?? {};
  const wanted = { folder: home, model, size: Math.round(about / 1_000_000) };
  if (whole.length === 0) throw new AppError('SPEECH_MODEL_NONE', wanted);
  const spoken = language && primaryTag(language);
  const names = whole
    .filter((name) => spoken === undefined || knows(name, spoken))
    .toSorted((a, b) => a.localeCompare(b));
  const isEastAsian = ['zh', 'yue', 'ja', 'ko'].includes(spoken ?? '');
  const [best] = (isEastAsian ? EAST_ASIAN : EUROPEAN).flatMap((pattern) =>
    names.filter((name) => pattern.test(name)),
  );
  if (best !== undefined) return join(home, best);
  const tag = language ?? '';
  const name = { en: languageName(tag), zh: languageName(tag, 'zh') };
  throw new AppError('SPEECH_LANGUAGE_NONE', { ...wanted, language: name });
}

/** Whether a folder of the models may hold one that hears: others tell speakers apart, or put marks into text. */
function hears(folder: string): boolean {
  return folder !== SPEAKER_FOLDER && !PUNCTUATION.test(folder);
}

/** Whether a model knows a language, as far as its folder's name tells. */
function knows(folder: string, language: string): boolean {
  const alike = SPEECH_MODELS.find((each) => each.folder === folder) ?? likeOf(folder);
  return alike?.languages?.includes(language) ?? true;
}

/** Other versions of a model on the list know what it knows. */
function likeOf(folder: string): (typeof SPEECH_MODELS)[number] | undefined {
  const kind = [/parakeet.*v3/i, /sense-voice/i].find((pattern) => pattern.test(folder));
  return kind && SPEECH_MODELS.find((each) => kind.test(each.folder));
}

/** True for a folder that is there. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
