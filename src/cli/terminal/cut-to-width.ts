import { displayWidth } from '../../text/languages/script.ts';

/** The beginning of a text that takes up so many columns of a terminal at most. */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let cut = '';
  let width = 0;
  for (const char of text) {
    width += displayWidth(char);
    if (width > columns - 1) return `${cut}…`;
    cut += char;
  }
  return cut;
}
