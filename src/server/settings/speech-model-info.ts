import { goodAt } from '../../app/models/good-at.ts';
import { type allModels, sizeOf } from '../../app/models/models.ts';
import type { InterfaceLanguage, Obstacle } from '../../base/errors.ts';
import { languageName } from '../../model/language.ts';
import type { SpeechModelInfo } from '../contract-settings.ts';
import { problemOf } from '../library/problem.ts';

/** As many languages are named; of more their number. */
const MOST_NAMED = 6;

const WORDS = {
  en: {
    comma: ', ',
    any: 'any language',
    count: (count: number) => `${count} languages`,
    uses: {
      speech: '',
      voices: 'tells speakers apart: ',
      punctuation: 'puts marks into text that lacks them: ',
      language: '',
    },
  },
  zh: {
    comma: '、',
    any: '任何语言',
    count: (count: number) => `${count} 种语言`,
    uses: {
      speech: '',
      voices: '区分讲话人：',
      punctuation: '为没有标点的文本补标点：',
      language: '',
    },
  },
} as const;

type Model = Awaited<ReturnType<typeof allModels>>[number];

/** How far a model has come, or why it has not. */
export type Fetching = {
  /** Bytes that are here, and of the whole, once the hub has told. */
  readonly received: number;
  readonly total?: number | undefined;
  readonly obstacle?: Obstacle | undefined;
};

export type InfoOptions = {
  readonly language: InterfaceLanguage;
  /** Names of the models to take first. */
  readonly best: readonly (string | undefined)[];
  readonly fetching: Fetching | undefined;
};

/** What is told of a speech model. */
export function speechModelInfo(
  model: Model,
  { language, best, fetching }: InfoOptions,
): SpeechModelInfo {
  const { name, kind, licence, isInstalled } = model;
  // Another process may have fetched it since.
  const obstacle = isInstalled ? undefined : fetching?.obstacle;
  return {
    name,
    kind,
    size: fetching?.total ?? sizeOf(model),
    languages: languagesOf(model, language),
    about: WORDS[language].uses[kind] + goodAt(name, language),
    licence,
    isHere: isInstalled,
    isRecommended: best.includes(name),
    ...(fetching && !fetching.obstacle && { received: fetching.received }),
    ...(obstacle && { problem: problemOf(obstacle, language) }),
  };
}

function languagesOf({ languages }: Model, language: InterfaceLanguage): string {
  const words = WORDS[language];
  if (typeof languages === 'number') return words.count(languages);
  if (languages.length === 0) return words.any;
  if (languages.length > MOST_NAMED) return words.count(languages.length);
  return languages.map((tag) => languageName(tag, language)).join(words.comma);
}
