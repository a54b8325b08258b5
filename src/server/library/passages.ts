import type { Passage } from '../../jobs/passages.ts';
import type { Claim } from '../../model/note.ts';
import type { Talk } from '../../model/talk.ts';

/** All of a talk that can be searched for: its title, every sentence with its translation, every point of its note. */
export function passagesOf(talk: Talk): Passage[] {
  const starts = new Map(talk.sentences.map(({ id, start }) => [id, start]));
  const at = (id: number | undefined): Pick<Passage, 'sentence' | 'time'> => ({
    sentence: id,
    time: id === undefined || !talk.timed ? undefined : starts.get(id),
  });
  const source = talk.sentences
    .filter(({ doubt }) => doubt === undefined)
    .map(({ id, text, corrected }): Passage => ({
      kind: 'source',
      text: corrected ?? text,
      ...at(id),
    }));
  const translation = (talk.translation ?? [])
    .filter(({ text }) => text !== '')
    .map(({ id, text }): Passage => ({ kind: 'translation', text, ...at(id) }));
  const note = claimsOf(talk).map(({ text, cites }): Passage => ({
    kind: 'note',
    text,
    ...at(cites[0]),
  }));
  return [{ kind: 'title', text: talk.title }, ...source, ...translation, ...note];
}

function claimsOf({ note }: Talk): Pick<Claim, 'text' | 'cites'>[] {
  if (!note) return [];
  return [
    ...note.summary,
    ...note.sections.flatMap(({ title, from, points }) => [
      { text: title, cites: [from] },
      ...points.flatMap((point) => [point, ...point.sub]),
    ]),
  ];
}
