import { eachLine } from '../../text/each-line.ts';
import { joinLines } from '../../text/languages/script.ts';
import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { withoutMarkup } from '../markup/markup.ts';
import { withEnds, type StartedCue } from '../times/timed-lines.ts';
import { readPlain } from './plain.ts';

/** A line of autocut's tick list: `- [x] [3,00:12] text`. */
const TICK = /^\s{0,9}[-*+] \[[ xX]\] {1,4}\[\d{1,9},\s?(\d{1,4}(?::\d{1,2}){1,2})\](.*)$/s;
const FENCE = /^\s{0,3}(?:```|~~~)/;
const RULE = /^\s{0,3}(?:[-*_=]\s?){3,}$/;
const HEADING = /^\s{0,3}#{1,6}\s(.*)$/s;
const HEADING_END = / #{1,6}$/;
/** Marks at the start of a line that are no text: quotes, list marks, tick boxes. */
const LINE_MARK = /^\s{0,12}(?:>\s?){0,5}(?:[-*+]\s+(?:\[[ xX]\]\s+)?)?/;
const COMMENT = /<!--[^<>]{0,5000}-->/g;
const IMAGE = /!\[[^[\]]{0,500}\]\([^()\n]{0,2000}\)/g;
const LINK = /\[([^[\]]{0,500})\]\([^()\n]{0,2000}\)/g;
const EMPHASIS = /\*\*|__|~~|`+|(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*])/g;
const EMPHASISED_TIME = /^(\s*)(?:\*\*|__|`)(\[?[\d:.]{3,12}\]?)(?:\*\*|__|`)/;

/** Autocut's own words above its list, in lines; it writes six. */
const PREFACE_LINES = 10;

/** Whether a text is autocut's tick list: its lines, and little else. A ticked line in some other text is text. */
export function isTickList(text: string): boolean {
  let ticks = 0;
  let others = 0;
  for (const line of eachLine(text)) {
    if (TICK.test(line)) ticks += 1;
    else if (line.trim() !== '') others += 1;
  }
  return ticks > 0 && others <= ticks + PREFACE_LINES;
}

/** Reads autocut's tick list; ticked or not, every line is text. What stands above the list is autocut's own. */
export function readTickList(text: string): Draft {
  const cues: (StartedCue & { lines: string[] })[] = [];
  for (const line of eachLine(text)) {
    const found = TICK.exec(line);
    const start = parseTime(found?.[1] ?? '');
    if (found !== null && start !== undefined)
      cues.push({ start, text: '', lines: [found[2] ?? ''] });
    else cues.at(-1)?.lines.push(line);
  }
  const started = cues.map(({ lines, ...cue }) => ({
    ...cue,
    text: withoutMarkup(lines.join('\n')),
  }));
  return { cues: withEnds(started), timed: true };
}

/**
 * Reads Markdown as the text it is, with the times its lines may begin with. The title is that of the front matter, else
 * the first heading. Lines of nothing but links above the text are the page's, and in a text with times wherever they
 * stand, as are headings that do not say when or by whom it is said.
 */
export function readMarkdown(text: string): Draft {
  const { body, fields } = takeFrontMatter(text);
  const lines = linesOf(body);
  const areNames = areHeadingsNames(lines);
  const named = fields.get('title');
  const first = lines.find((line) => line.text !== '' && line.isLinks !== true);
  const isTitle = first?.isHeading === true && !areNames && named === undefined;
  const heading = isTitle ? first : undefined;
  const begin = lines.findIndex((line) => line !== heading && line.text !== '' && !line.isLinks);
  const said = lines.slice(Math.max(0, begin)).filter((line) => line !== heading);
  const spoken = said.filter((line) => {
    const isHead = areNames || /\d:\d\d/.test(line.text);
    return line.isLinks !== true && (line.isHeading !== true || isHead);
  });
  const timed = spoken.length < said.length ? readPlain(textOf(spoken)) : undefined;
  return {
    ...(timed?.timed === true ? timed : readPlain(textOf(said))),
    title: named ?? heading?.text,
    language: fields.get('language') ?? fields.get('lang'),
  };
}

type Line = {
  readonly text: string;
  readonly isHeading?: boolean;
  /** True when there was nothing but links and pictures in it. */
  readonly isLinks?: boolean;
};

function textOf(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join('\n');
}

/** Headings that come again are names: of who speaks below. */
function areHeadingsNames(lines: readonly Line[]): boolean {
  const headings = lines.filter(({ isHeading }) => isHeading === true);
  const distinct = new Set(headings.map(({ text }) => text)).size;
  return headings.length > 2 && distinct <= (headings.length * 2) / 3;
}

function linesOf(body: string): Line[] {
  const lines: Line[] = [];
  let isCode = false;
  for (const line of eachLine(body.replace(COMMENT, ''))) {
    if (FENCE.test(line)) {
      isCode = !isCode;
      continue;
    }
    const heading = isCode ? undefined : HEADING.exec(line)?.[1];
    if (heading !== undefined) {
      lines.push({ text: '' }, { text: plainHeading(heading), isHeading: true }, { text: '' });
    } else if (isCode) lines.push({ text: line });
    else lines.push({ text: isRule(line) ? '' : plainLine(line), isLinks: hasOnlyLinks(line) });
  }
  return lines;
}

/** Whether a line has nothing but links, pictures and what parts them. A time may be a link to its moment. */
function hasOnlyLinks(line: string): boolean {
  if (/\d:\d\d/.test(line)) return false;
  const rest = line.replace(LINE_MARK, '').replace(IMAGE, '').replace(LINK, '');
  return rest.length < line.length && !/[\p{L}\p{N}]/u.test(rest);
}

function plainHeading(heading: string): string {
  return plainLine(heading).replace(HEADING_END, '');
}

/** A rule is short; the pattern would run out of stack on a line of a million dashes. */
function isRule(line: string): boolean {
  return line.length < 200 && RULE.test(line);
}

function plainLine(line: string): string {
  const text = line
    .replace(LINE_MARK, '')
    .replace(EMPHASISED_TIME, '$1$2')
    .replace(IMAGE, '')
    .replace(LINK, '$1')
    .replace(EMPHASIS, '');
  return joinLines([withoutMarkup(text)]);
}

function takeFrontMatter(text: string): { body: string; fields: ReadonlyMap<string, string> } {
  const found = /^\s*---\n([\s\S]{0,20000}?)\n---(?:\n|$)/.exec(text.slice(0, 21_000));
  const fields = new Map<string, string>();
  if (found === null) return { body: text, fields };
  for (const line of eachLine(found[1] ?? '')) {
    const [, key = '', value = ''] = /^(\w{1,30}):\s{0,9}(.*)$/.exec(line) ?? [];
    const plain = value.trim().replace(/^(["'])(.*)\1$/, '$2');
    if (plain !== '') fields.set(key.toLowerCase(), plain);
  }
  return { body: text.slice(found[0].length), fields };
}
