/** The control characters that begin and end what is meant for the terminal (ECMA-48, 5.4). */
const [ESC, CSI, BEL] = ['\\u001B', '\\u009B', '\\u0007'];
/** Colours and movements of a terminal, titles of its window, and sets of characters. */
const ESCAPE = new RegExp(
  `(?:${ESC}\\[|${CSI})[0-9;:?]{0,40}[ -/]?[@-~]|${ESC}\\][^${BEL}${ESC}]{0,500}(?:${BEL}|${ESC}\\\\)|${ESC}[()][A-Z0-9]`,
  'g',
);
/** What is left of a colour where the control character was lost in copying. */
const BARE_COLOUR = /\[(?:\d{1,3};){0,6}\d{0,3}m/g;

/** A text as a terminal shows it: without the codes for colours, which else count as control characters. */
export function withoutColours(text: string): string {
  const shown =
    text.includes('\u001B') || text.includes('\u009B') ? text.replace(ESCAPE, '') : text;
  return shown.includes('[0m') ? shown.replace(BARE_COLOUR, '') : shown;
}
