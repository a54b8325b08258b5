import type { Fields } from '../../base/json.ts';
import type { Cue } from '../../model/transcript.ts';

/** Marks of the recogniser's own among its pieces: `[_BEG_]`, `<|en|>`, `<end>`, `<unk>`. */
const OWN_MARK = /^\s*(?:\[_\w{1,20}_?\]|<\|[^|<>]{0,30}\|>|<\/?(?:end|s|unk|pad|fin)>)\s*$/;
/** A blank before a word, as SentencePiece and byte-level pieces write it; what goes on, as WordPiece does. */
const WORD_START = /^[▁Ġ]/;
const GOES_ON = /^##(?=\S)/;
/** Blanks tell where words begin when so many pieces have one. */
const BLANK_SHARE = 0.15;
/** Marks that stand close to what follows them. */
const OPENS = /[\p{Ps}\p{Pi}¿¡]$/u;

/** A piece of a word, or a whole one, with whether it goes on without a blank after the one before. */
type Piece = { readonly cue: Cue; readonly goesOn: boolean; readonly opens: boolean };

/**
 * Words as whole words, given their items and one cue for each: pieces are joined that bring no blank
 * where others do, or that say what they are attached to; marks of the sentence go to the word they
 * belong to.
 */
export function wholeWords(items: readonly Fields[], cues: readonly Cue[]): Cue[] {
  const words: Cue[][] = [];
  let opens = false;
  for (const { cue, ...piece } of piecesOf(items, cues)) {
    const isMark = !isSaid(cue) && !OPENS.test(cue.text);
    const last = words.at(-1);
    if (last !== undefined && (piece.goesOn || opens || isMark)) last.push(cue);
    else words.push([cue]);
    opens = piece.opens;
  }
  return words.map(joined);
}

function isSaid({ text }: Cue): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** One word of its pieces. Marks have no time of their own. */
function joined(parts: readonly Cue[]): Cue {
  const said = parts.filter(isSaid);
  const [first] = said.length > 0 ? said : parts;
  const end = (said.at(-1) ?? first)?.end ?? 0;
  return {
    ...first,
    start: first?.start ?? 0,
    end: Math.max(first?.start ?? 0, end),
    text: parts.map(({ text }) => text).join(''),
  };
}

function piecesOf(items: readonly Fields[], cues: readonly Cue[]): Piece[] {
  const texts = cues.map(({ text }) => text.replace(WORD_START, ' '));
  const withBlank = texts.filter((text) => /^\s|\s$/.test(text)).length;
  const tellsWords = withBlank >= Math.max(1, cues.length * BLANK_SHARE);
  const pieces: Piece[] = [];
  let blank = true;
  for (const [at, cue] of cues.entries()) {
    const text = texts[at] ?? '';
    const item = items[at] ?? {};
    if (text.trim() === '') {
      blank ||= text !== '';
      continue;
    }
    if (OWN_MARK.test(text)) continue;
    const isApart = blank || /^\s/.test(text) || !tellsWords;
    const goesOn = !isApart || GOES_ON.test(text) || attached(item, 'previous');
    const said = text.trim().replace(GOES_ON, '');
    const opens = OPENS.test(said) || attached(item, 'next');
    pieces.push({ cue: { ...cue, text: said }, goesOn, opens });
    blank = /\s$/.test(text);
  }
  return pieces;
}

function attached(item: Fields, side: 'previous' | 'next'): boolean {
  const to = item['attachesto'];
  return to === side || to === 'both';
}
