import type { Bilingual } from '../../base/errors.ts';
import { languageName } from '../../model/language.ts';

/** How one speech model was chosen of those that are here. */
export type Choice = {
  /** The language spoken, as a tag, where it was named. */
  readonly language?: string | undefined;
  /** Count of the models here, and of those that know the language. */
  readonly all: number;
  readonly knowing: number;
  /** A better one that this machine is too small for. */
  readonly passedOver?: string | undefined;
};

/** Why a speech model was chosen by itself, in half a sentence. */
export function whyBest(choice: Choice): Bilingual {
  const { en, zh } = amongOthers(choice);
  const { passedOver } = choice;
  if (passedOver === undefined) return { en, zh };
  return {
    en: `${en}, but for ${passedOver}, which takes more than this machine has`,
    zh: `${zh}（${passedOver} 更好，但本机配置不够）`,
  };
}

function amongOthers({ language, all, knowing }: Choice): Bilingual {
  if (all === 1) return { en: 'the only speech model here', zh: '本机只有这个语音模型' };
  if (language === undefined) {
    const en = `best for most languages of the ${all} speech models here; none was named (--from)`;
    return { en, zh: `没有指定语言（--from），在本机 ${all} 个语音模型中最通用` };
  }
  const [en, zh] = [languageName(language), languageName(language, 'zh')];
  if (knowing === 1) {
    return { en: `the only speech model here that knows ${en}`, zh: `本机只有它能听写${zh}` };
  }
  return {
    en: `best for ${en} of the ${knowing} speech models here that know it`,
    zh: `本机有 ${knowing} 个模型能听写${zh}，以它为佳`,
  };
}
