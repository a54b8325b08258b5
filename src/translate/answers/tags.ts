import type { Candidate } from './candidate.ts';

/** `<line id="12">text</line>`, `<12>text</12>`, `<l12>text</l12>`; headings of HTML have numbers too, which are no IDs. */
const TAG =
  /<(?!h[1-6]\b)([a-z]*[_-]?\d{1,9}|[a-z][\w:-]*(?=\s[^<>]*\d))([^<>]*)>([\s\S]*?)<\/\1\b[^<>]*>/giu;
/** `<id>12</id><text>text</text>` */
const ID_TAG =
  /<(?:id|line|n|no|index)>\s*(\d{1,9})\s*<\/[^<>]+>\s*(?:<source>[^<]*<\/source>\s*)?<([a-z][\w-]*)>([\s\S]*?)<\/\2>/giu;
/** The ID among the attributes of a tag, or bare. */
const IN_ATTRIBUTES =
  /(?:^|\s)(?:(?:id|n|no|num|number|line|index|key)\s*=\s*)?["'“]?(?:[a-z]+[_-]?)?(\d{1,9})["'”]?(?=\s|$)/iu;

/** Reads lines in tags that name their IDs; what stands outside of them is handed back. */
export function readTags(text: string): { found: Candidate[]; rest: string } {
  if (!text.includes('</')) return { found: [], rest: text };
  const apart = [...text.matchAll(ID_TAG)];
  const found: Candidate[] = apart.map(([, id, , said = '']) => ({ id: Number(id), text: said }));
  const rest: string[] = [];
  let end = 0;
  for (const tag of text.matchAll(TAG)) {
    const [whole, name = '', attributes = '', said = ''] = tag;
    const digits = /\d+$/.exec(name)?.[0] ?? IN_ATTRIBUTES.exec(attributes.trim())?.[1];
    if (digits === undefined) continue;
    found.push({ id: Number(digits), text: said });
    rest.push(text.slice(end, tag.index));
    end = tag.index + whole.length;
  }
  return { found, rest: [...rest, text.slice(end)].join('\n') };
}
