import { recommendSpeech } from '../../app/choosing/recommend-speech.ts';
import { servedModels } from '../../app/choosing/served-models.ts';
import { dropModel, fetchForUse, takeModel } from '../../app/models/fetch-model.ts';
import { goodAt } from '../../app/models/good-at.ts';
import { allModels, modelPath, sizeOf } from '../../app/models/models.ts';
import { recommendLanguage } from '../../app/models/recommend-language.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { modelsFolder } from '../../app/settings/models-folder.ts';
import { byteSize } from '../../base/byte-size.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import { languageName } from '../../model/language.ts';
import { LANGUAGE_MODELS } from '../../weights/language-models.ts';
import type { LocalModel } from '../../weights/local-models.ts';
import { fetchProgress } from '../progress/fetch-progress.ts';
import type { CliIO } from '../terminal/io.ts';
import { table } from '../terminal/table.ts';
import { MARKS } from '../wording/marks.ts';
import { MODEL_WORDS, type ModelWords } from '../wording/model-words.ts';

/** Lists the models Talkleaf knows: size, languages, what each is good at, licence, which are here and which one to take. */
export async function showModels(
  io: CliIO,
  { from, json }: { readonly from?: string; readonly json?: boolean },
): Promise<number> {
  const { values } = await loadSettings(io.env, { from });
  const folder = modelsFolder(io.env);
  const models = await allModels(io.env);
  const best = recommendSpeech(values.from);
  const bestLanguage = recommendLanguage();
  const served = await servedModels({ settings: values, env: io.env, signal: io.signal });
  if (json) {
    const rows = models.map((model) => ({
      name: model.name,
      kind: model.kind,
      languages: model.languages,
      bytes: model.about,
      licence: model.licence,
      isInstalled: model.isInstalled,
      isRecommended: [best?.name, bestLanguage?.name].includes(model.name),
      received: model.received,
      memory: memoryOf(model),
    }));
    io.stdout.write(`${JSON.stringify({ folder, models: rows, served })}\n`);
    return 0;
  }
  const words = MODEL_WORDS[values.language];
  const { colon } = MARKS[values.language];
  const spoken = languageName(values.from ?? 'en', values.language);
  const rows = models.map((model) => {
    const about = [
      stateOf(model, words),
      model.name === best?.name ? words.recommended(spoken) : '',
      model.name === bestLanguage?.name ? words.recommendedHere : '',
      ...useOf(model, values.language),
      model.licence,
    ];
    return {
      kind: model.kind,
      cells: [
        `${model.isInstalled ? '*' : ' '} ${model.name}`,
        byteSize(sizeOf(model)),
        languagesOf(model, words),
        about.filter((part) => part !== '').join(' · '),
      ],
    };
  });
  for (const kind of KINDS) {
    const own = rows.filter((row) => row.kind === kind).map(({ cells }) => cells);
    io.stdout.write(`${words.kinds[kind]}\n${table(own, io.stdout.columns)}\n\n`);
  }
  if (served.length > 0) {
    const own = served.map(({ name, window }) => [
      `  ${name}`,
      window === undefined ? '' : words.context(window),
    ]);
    io.stdout.write(`${words.served}\n${table(own, io.stdout.columns)}\n\n`);
  }
  io.stdout.write(`${words.howToPull(best?.name ?? '')}\n${words.folder}${colon}${folder}\n`);
  return 0;
}

const KINDS = ['speech', 'voices', 'punctuation', 'language'] as const;

function stateOf({ isInstalled, received }: LocalModel, words: ModelWords): string {
  if (isInstalled) return words.here;
  return received > 0 ? words.partlyHere(byteSize(received)) : '';
}

/** What a model is good at and, of a language model, what it takes. */
function useOf(model: LocalModel, language: InterfaceLanguage): string[] {
  const memory = memoryOf(model);
  const takes = memory === undefined ? [] : [MODEL_WORDS[language].memory(byteSize(memory))];
  return [goodAt(model.name, language), ...takes];
}

/** What a language model takes while it runs, in bytes. */
function memoryOf({ name }: LocalModel): number | undefined {
  return LANGUAGE_MODELS.find((each) => each.name === name)?.memory;
}

/** As many tags as a column has room for; of more their number. */
function languagesOf({ languages }: LocalModel, words: ModelWords): string {
  const count = typeof languages === 'number' ? languages : languages.length;
  if (count === 0) return words.anyLanguage;
  return typeof languages === 'number' || count > MOST_TAGS
    ? words.languages(count)
    : languages.join(' ');
}

const MOST_TAGS = 6;

/**
 * Brings one model and prints its path: fetched, with progress and going on where an earlier run stopped, or taken from a
 * file that was given.
 */
export async function bringModel(
  name: string,
  { from }: { readonly from?: string },
  io: CliIO,
): Promise<number> {
  const { values } = await loadSettings(io.env);
  const words = MODEL_WORDS[values.language];
  if (from !== undefined) {
    io.stderr.write(`${from}${MARKS[values.language].colon}${words.checking}\n`);
    io.stdout.write(`${await takeModel(name, from, io.env)}\n`);
    return 0;
  }
  const progress = fetchProgress(io.stderr, words);
  const path = await fetchForUse(name, {
    env: io.env,
    modelsFrom: values.modelsFrom,
    signal: io.signal,
    onProgress: (each) => progress.show(each),
  }).finally(() => progress.end());
  io.stdout.write(`${path}\n`);
  return 0;
}

/** Prints where a model is that is here. */
export async function showModelPath(name: string, io: CliIO): Promise<number> {
  io.stdout.write(`${await modelPath(name, io.env)}\n`);
  return 0;
}

/** Removes one model; says how much room that makes. */
export async function clearModel(name: string, io: CliIO): Promise<number> {
  const { values } = await loadSettings(io.env);
  const freed = await dropModel(name, io.env);
  io.stdout.write(`${MODEL_WORDS[values.language].removed(name, byteSize(freed))}\n`);
  return 0;
}
