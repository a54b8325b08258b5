import type { Cue } from '../../model/transcript.ts';
import { dominantScript } from '../../text/languages/script.ts';
import type { Draft } from '../cues/draft.ts';
import { withoutMarkup } from '../markup/markup.ts';
import { withEnds, type StartedCue } from '../times/timed-lines.ts';

/** A moment, in milliseconds; what shows from then on follows until the next. Nothing closes it. */
const SYNC =
  /<sync\b[^<>]{0,100}?\bstart\s?=\s?["']?(-?\d{1,10})(?:\.\d{1,9})?(?:\s?ms)?["']?[^<>]{0,100}>/gi;
const CLASS = /<p\b[^<>]{0,200}?\bclass\s?=\s?["']?([\w-]{1,40})[^<>]{0,200}>/gi;
const COMMENT = /<!--[^]{0,20000}?-->/g;
const ANY_TAG = /<\/?(?:p|sync|body|sami|head|table|tbody|tr|td|source)\b[^<>]{0,300}>/gi;
/** A tag that a file was cut off in. */
const CUT_TAG = /<\/?(?:sync|p|body|sami)\b[^<>]{0,300}$/i;
const TITLE = /<title>([^<>]{1,300})<\/title>/i;
/** The style sheet says which language a class has: `.ENCC { Name: English; lang: en-US; }`. */
const LANGUAGE =
  /\.([\w-]{1,40})\s{0,20}\{[^{}]{0,500}?\blang\s?:\s?([a-z]{2,3}(?:-[a-z0-9]{2,8})?)/gi;
const NO_CLASS = '';
/** What is spoken of deeper in a text is no mark of its form, in characters. */
const TOP = 300;

/** Where a text of one class shows. */
type Said = StartedCue & { readonly name: string };

/** Whether a text is SAMI, also without its head. */
export function isSami(head: string): boolean {
  if (/<sami[\s>]/i.test(head.slice(0, TOP))) return true;
  const first = head.search(SYNC);
  return first !== -1 && first < TOP;
}

/**
 * Reads SAMI (https://learn.microsoft.com/en-us/previous-versions/windows/desktop/dnacc/understanding-sami-1.0).
 * An empty text ends what shows. Of several languages it takes one: what is not Chinese where another is,
 * as of all bilingual subtitles, else the one with most text.
 */
export function readSami(text: string): Draft {
  const body = text.replace(COMMENT, '');
  const syncs = [...body.matchAll(SYNC)];
  const said = syncs.flatMap((sync, at) => {
    const shown = body.slice(sync.index + sync[0].length, syncs[at + 1]?.index);
    return saidIn(shown, Number(sync[1]) / 1000);
  });
  const name = chosen(said);
  const cues = withEnds(said.filter((each) => each.name === name)).map(
    ({ start, end, text: line }): Cue => ({ start, end, text: line }),
  );
  const languages = [...text.matchAll(LANGUAGE)];
  return {
    cues,
    timed: true,
    title: TITLE.exec(text.slice(0, 10_000))?.[1]?.trim(),
    language: languages.find(([, each]) => each?.toLowerCase() === name)?.[2],
  };
}

function saidIn(shown: string, start: number): Said[] {
  const classes = [...shown.matchAll(CLASS)];
  if (classes.length === 0) return [{ start, name: NO_CLASS, text: plain(shown) }];
  return classes.map((found, at) => ({
    start,
    name: (found[1] ?? '').toLowerCase(),
    text: plain(shown.slice(found.index, classes[at + 1]?.index)),
  }));
}

function chosen(said: readonly Said[]): string {
  const texts = new Map<string, string[]>();
  for (const { name, text } of said) {
    const all = texts.get(name);
    if (all === undefined) texts.set(name, [text]);
    else all.push(text);
  }
  const classes = [...texts].map(([name, all]) => ({ name, text: all.join('\n') }));
  const foreign = classes.filter(({ text }) => dominantScript(text.slice(0, 5000)) !== 'han');
  const among = foreign.some(({ text }) => text.trim() !== '') ? foreign : classes;
  return among.toSorted((a, b) => b.text.length - a.text.length)[0]?.name ?? NO_CLASS;
}

/** Line ends of the file are blanks; `&nbsp;` alone is nothing. */
function plain(shown: string): string {
  const lines = shown.replace(/\s+/g, ' ').replace(ANY_TAG, '').replace(CUT_TAG, '');
  return withoutMarkup(lines).replaceAll('\u00A0', ' ').trim();
}
