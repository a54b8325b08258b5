import GithubSlugger from 'github-slugger';

import type { Talk } from '../../model/talk.ts';
import { flat } from '../shown/flat-text.ts';
import { numberOutline } from '../shown/outline-numbers.ts';
import { talkFacts } from '../shown/talk-facts.ts';
import type { NoteWords } from '../words/note-words.ts';
import { inlineMarkdown } from './markdown-escape.ts';

/** The headings of a note, each known by a key, in the order they stand in. */
export type Headings = {
  /** The heading as Markdown. */
  readonly markdown: (key: string) => string;
  /** The link target of the heading: `#1-why`. */
  readonly target: (key: string) => string;
};

type Heading = { readonly key: string; readonly level: number; readonly text: string };

/** Key of a section's or part's heading among the detailed points. */
export function pointsKey(number: string): string {
  return `points ${number}`;
}

/** Key of a section's heading in the full text. */
export function textKey(number: string): string {
  return `text ${number}`;
}

/**
 * Plans all headings of a note. Targets are as GitHub makes them from the headings' text
 * (https://www.npmjs.com/package/github-slugger), so the second of two equal headings ends in `-1`.
 */
export function planHeadings(talk: Talk, words: NoteWords): Headings {
  const slugger = new GithubSlugger();
  const planned = new Map(
    listHeadings(talk, words).map(({ key, level, text }) => [
      key,
      {
        markdown: `${'#'.repeat(level)} ${inlineMarkdown(text).trim()}`,
        target: `#${slugger.slug(flat(text).trim())}`,
      },
    ]),
  );
  const get = (key: string): { markdown: string; target: string } => {
    const heading = planned.get(key);
    if (heading === undefined) throw new Error(`A note has no heading "${key}".`);
    return heading;
  };
  return { markdown: (key) => get(key).markdown, target: (key) => get(key).target };
}

function listHeadings(talk: Talk, words: NoteWords): Heading[] {
  const title: Heading = { key: 'title', level: 1, text: talkFacts(talk).title };
  const terms: Heading = { key: 'terms', level: 2, text: words.terms };
  const text: Heading = { key: 'text', level: 2, text: words.fullText };
  if (!talk.note) return [title, terms, text];
  const sections = numberOutline(talk.note);
  return [
    title,
    { key: 'summary', level: 2, text: words.summary },
    { key: 'outline', level: 2, text: words.outline },
    { key: 'points', level: 2, text: words.points },
    ...sections.flatMap(({ number, section, parts }): Heading[] => [
      { key: pointsKey(number), level: 3, text: `${number}. ${section.title}` },
      ...parts.map((part) => ({
        key: pointsKey(part.number),
        level: 4,
        text: `${part.number} ${part.title}`,
      })),
    ]),
    terms,
    text,
    ...sections.map(({ number, section }): Heading => ({
      key: textKey(number),
      level: 3,
      text: `${number}. ${section.title}`,
    })),
  ];
}
