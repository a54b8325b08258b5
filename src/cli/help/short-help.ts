import type { InterfaceLanguage } from '../../base/errors.ts';
import { wrap } from '../terminal/wrap.ts';
import { HELP_WORDS } from '../wording/help-words.ts';
import { itemLines } from './format-help.ts';

/** What is said to those who give nothing: what it is for, three examples, where to go on. */
export function shortHelp(language: InterfaceLanguage, columns = 80): string {
  const { about, shortItems, nextItems } = HELP_WORDS[language];
  const items = itemLines([...shortItems, ...nextItems], columns);
  const first = itemLines(shortItems, columns).length;
  const rows = [...wrap(about, columns), '', ...items.slice(0, first), '', ...items.slice(first)];
  return `${rows.join('\n')}\n`;
}
