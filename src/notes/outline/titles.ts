import { primaryTag } from '../../model/language.ts';

const NUMBERED =
  /^\s*(?:\d+(?:[、)）]|\.(?!\d))\s*|第[一二三四五六七八九十\d]+[章节部分]+[：:、\s]*|[一二三四五六七八九十]+、)/u;

/** A title without the number some models put before it: the note numbers its headings itself. */
export function plainTitle(title: string): string {
  return title.replace(NUMBERED, '').replace(/\s+/g, ' ').trim();
}

/** "Part {n}" in the languages notes are most often written in. */
const PART: Readonly<Record<string, string>> = {
  de: 'Teil {n}',
  en: 'Part {n}',
  es: 'Parte {n}',
  fr: 'Partie {n}',
  it: 'Parte {n}',
  ja: '第{n}部',
  ko: '{n}부',
  pt: 'Parte {n}',
  ru: 'Часть {n}',
  yue: '第 {n} 部分',
  zh: '第 {n} 部分',
};

/** A heading for a section nobody gave a title, by its number from 1, in the note's language. */
export function neutralTitle(language: string, number: number): string {
  const words = PART[primaryTag(language)] ?? 'Part {n}';
  return words.replace('{n}', String(number));
}
