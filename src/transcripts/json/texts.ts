import { type Fields, isFields } from '../../base/json.ts';
import { cleanText } from '../../text/characters.ts';
import { joinLines } from '../../text/languages/script.ts';

/** What recognisers and sites call the text of a cue or a word, normalised; the first that is there counts. */
const TEXTS = (
  'text content transcript punctuatedword displaytext word sentence value onebest finalsentence display caption body ' +
  'transcription transcripttext segmenttext utterance phrase line speech message msg txt predtext utf8 token char w ' +
  'res result runs segs snippet rt ws cw lexical itn maskeditn'
).split(' ');
/** Several hearings of the same sound: the first is the likeliest. */
const HEARINGS = ['alternatives', 'nbest', 'hypotheses', 'candidates', 'cw'];
/** Texts lie at most so deep in an item, in levels: iFlytek's words do. */
const DEEPEST = 6;

/** A text from outside without what no text has; `undefined` for anything but a string. */
export function string(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanText(value) : undefined;
}

/** The text of a cue or a word, whatever its field is called and however it is wrapped; that of the likeliest of several hearings. */
export function textIn(item: Fields, depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  let empty: string | undefined;
  for (const name of TEXTS) {
    const value = item[name];
    if (value === undefined || value === null) continue;
    const text = textOf(value, { name, depth });
    if (text !== undefined && text !== '') return text;
    empty ??= text;
  }
  const best = bestHearing(item);
  return (best && textIn(best, depth + 1)) ?? empty;
}

/** The likeliest of the hearings of an item. */
export function bestHearing(item: Fields): Fields | undefined {
  for (const name of HEARINGS) {
    const hearings = item[name];
    const [best]: unknown[] = Array.isArray(hearings) ? hearings : [];
    if (isFields(best)) return best;
  }
  return undefined;
}

/** Whether the values of a field are several hearings of one sound. */
export function areHearings(name: string): boolean {
  return HEARINGS.includes(name);
}

function textOf(value: unknown, place: { name: string; depth: number }): string | undefined {
  if (typeof value === 'string') return string(value);
  const depth = place.depth + 1;
  if (isFields(value)) return textIn(value, depth);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items: readonly unknown[] = areHearings(place.name) ? value.slice(0, 1) : value;
  const texts = items.map((item) => (isFields(item) ? textIn(item, depth) : string(item)));
  return texts.some((text) => text === undefined) ? undefined : joinTexts(texts.map(String));
}

/** Pieces of one text: with the blanks they bring, else with one between each two. */
function joinTexts(texts: readonly string[]): string {
  if (texts.some((text) => /^\s|\s$/.test(text))) return texts.join('');
  return joinLines(texts).replace(/ (?=[,.;:!?%)\]}’”])/g, '');
}
