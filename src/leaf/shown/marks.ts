import type { Claim, Section } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Talk } from '../../model/talk.ts';
import { type ShownLine, shownSentences } from './full-text.ts';

/** A place that is marked for the reader to check. */
export type Mark =
  | { readonly kind: 'line'; readonly at: Sentence; readonly line: ShownLine }
  /** `at` is where the statement begins; absent when it rests on nothing. */
  | { readonly kind: 'statement'; readonly at: Sentence | undefined; readonly claim: Claim }
  /** A section whose points could not be had. */
  | { readonly kind: 'section'; readonly at: Sentence | undefined; readonly section: Section };

/** All marked places, each once: those of the note, then those of the translation. */
export function marksOf(talk: Talk): Mark[] {
  const shown = shownSentences(talk);
  const lines = shown.flatMap(({ sentence, translation: line }): Mark[] =>
    line === undefined || line.state === 'said' ? [] : [{ kind: 'line', at: sentence, line }],
  );
  return [...noteMarks(talk), ...lines];
}

function noteMarks({ note, sentences }: Talk): Mark[] {
  if (!note) return [];
  const sentence = (id: number | undefined): Sentence | undefined =>
    sentences.find((each) => each.id === id);
  const doubted = (claims: readonly Claim[]): Mark[] =>
    claims
      .filter(({ doubts = [] }) => doubts.length > 0)
      .map((claim) => ({ kind: 'statement', at: sentence(claim.cites[0]), claim }));
  return [
    ...doubted(note.summary),
    ...note.sections.flatMap((section): Mark[] => [
      ...(section.missing
        ? [{ kind: 'section' as const, at: sentence(section.from), section }]
        : []),
      ...doubted(section.points.flatMap((point) => [point, ...point.sub])),
    ]),
  ];
}
