import type { Note } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Talk } from '../../model/talk.ts';
import { clock } from '../../text/timecode.ts';
import { talkTimeLink } from '../shown/time-links.ts';
import type { NoteWords } from '../words/note-words.ts';
import { markdownLink } from './markdown-escape.ts';

/** Where in the talk something was said, as Markdown. */
export type Citations = {
  /**
   * The places of some sentences, with a space before: ` [1:23](…)`, ` (1:23)` where nothing can be
   * linked to, ` ([sentence 12](#s12))` where the talk has no times. Unknown sentences are left out.
   */
  readonly places: (ids: readonly number[]) => string;
  /** The time at the start of a paragraph, with a space behind; empty where the talk has no times. */
  readonly mark: (sentence: Sentence) => string;
  /** From the start of one sentence to the end of another: `[1:23–4:56](…)`; empty without times. */
  readonly range: (from: number, to: number) => string;
  /** What a link to this sentence goes to; empty where nothing links to it. */
  readonly anchor: (id: number) => string;
};

/** Prepares citing a talk's sentences. */
export function citations(talk: Talk, words: NoteWords): Citations {
  const sentences = new Map(talk.sentences.map((sentence) => [sentence.id, sentence]));
  const linked = talk.timed || !talk.note ? new Set<number>() : citedIn(talk.note);
  const linkTo = (text: string, seconds: number): string => {
    const link = talkTimeLink(talk, seconds);
    return link === undefined ? text : markdownLink(text, link);
  };
  const place = ({ id, start }: Sentence): string => {
    if (!talk.timed)
      return `(${markdownLink(words.sentence.replace('{n}', String(id)), `#s${id}`)})`;
    const shown = linkTo(clock(start), start);
    return shown.startsWith('[') ? shown : `(${shown})`;
  };
  return {
    places: (ids) => {
      const found = ids.flatMap((id) => sentences.get(id) ?? []).map(place);
      return [...new Set(found)].map((each) => ` ${each}`).join('');
    },
    mark: ({ start }) => (talk.timed ? `${linkTo(clock(start), start)} ` : ''),
    range: (from, to) => {
      const [first, last] = [sentences.get(from), sentences.get(to)];
      if (!talk.timed || !first || !last) return '';
      return linkTo(`${clock(first.start)}–${clock(last.end)}`, first.start);
    },
    anchor: (id) => (linked.has(id) ? `<a id="s${id}"></a>` : ''),
  };
}

function citedIn({ summary, sections }: Note): Set<number> {
  const points = sections.flatMap((section) => section.points);
  const claims = [...summary, ...points, ...points.flatMap((point) => point.sub)];
  const quotes = sections.flatMap((section) => section.quotes);
  const starts = sections.map((section) => section.from);
  return new Set([...claims.flatMap((claim) => claim.cites), ...quotes, ...starts]);
}
