import type { InterfaceLanguage } from '../../base/errors.ts';

/** Marks that stand between what is put together for a person. */
type Marks = Readonly<Record<'comma' | 'colon' | 'between', string>> & {
  readonly aside: (text: string) => string;
};

export const MARKS: Readonly<Record<InterfaceLanguage, Marks>> = {
  en: { comma: ', ', colon: ': ', between: ', ', aside: (text) => ` (${text})` },
  zh: { comma: '，', colon: '：', between: '、', aside: (text) => `（${text}）` },
};
