/**
 * Elements of SRT and WebVTT, and the HTML that is found in the wild, with classes or attributes. Anything
 * else in angle brackets is text: talks about code have it, and `a <b and c> d` has no attribute.
 */
const TAG =
  /<(\/?)([biuscap]|em|strong|font|lang|ruby|rt|rb|span|div|sub|sup|small|big|center)((?:\.[^\s<>]{0,100})?(?:(?:\s+[\w:-]{1,40}\s?=[^<>]{0,300})?\s?|(?<=<lang[\w.-]{0,40})\s[\w-]{1,35}))\/?>/gi;
const BREAK = /<br\s?\/?>/gi;
/** What stands after the name of an element that is spoken of, in the languages of talks on programming. */
const SPOKEN_OF =
  /^\s{0,2}(?:-?(?:and|or|und|et|y|и|和|或)\s{1,2}<|tags?\b|elements?\b|elemente?\b|balises?\b|etiquetas?\b|тег|элемент|标签|標籤|元素|タグ|要素|태그)/i;

type Tag = {
  readonly at: number;
  readonly end: number;
  readonly name: string;
  readonly isEnd: boolean;
  /** True when it has a class or an attribute, which only markup has. */
  readonly isPlain: boolean;
};

/**
 * Text without its tags. A talk on programming has things that look like them (`List<b>`, "a <p> tag"): a tag
 * without attributes is markup where it has its other half, or where it begins or ends a line.
 */
export function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  const broken = text.replace(BREAK, (mark, at: number) =>
    SPOKEN_OF.test(text.slice(at + mark.length, at + mark.length + 20)) ? mark : '\n',
  );
  const tags = tagsIn(broken);
  const halves = pairedIn(tags);
  const parts: string[] = [];
  let from = 0;
  for (const [index, tag] of tags.entries()) {
    if (!isMarkup(broken, tag, halves.has(index))) continue;
    parts.push(broken.slice(from, tag.at));
    from = tag.end;
  }
  return parts.join('') + broken.slice(from);
}

function tagsIn(text: string): Tag[] {
  return Array.from(text.matchAll(TAG), ({ 0: tag, 1: slash, 2: name = '', 3: more, index }) => ({
    at: index,
    end: index + tag.length,
    name: name.toLowerCase(),
    isEnd: slash === '/',
    isPlain: more?.trim() === '',
  }));
}

/** Which tags have their other half. */
function pairedIn(tags: readonly Tag[]): ReadonlySet<number> {
  const open = new Map<string, number[]>();
  const paired = new Set<number>();
  for (const [index, { name, isEnd }] of tags.entries()) {
    const before = open.get(name) ?? [];
    open.set(name, before);
    if (!isEnd) before.push(index);
    else {
      const start = before.pop();
      if (start !== undefined) paired.add(start).add(index);
    }
  }
  return paired;
}

function isMarkup(text: string, tag: Tag, isPaired: boolean): boolean {
  if (!tag.isPlain) return true;
  if (SPOKEN_OF.test(text.slice(tag.end, tag.end + 20))) return false;
  if (isPaired) return true;
  const before = text.slice(Math.max(0, tag.at - 20), tag.at);
  const after = text.slice(tag.end, tag.end + 20);
  // Half of a pair whose other half stands in another cue, or which was forgotten, is at the edge of a line.
  if (tag.isEnd) return /^[\s\p{P}]*(?:\n|$|<)/u.test(after) || !/^[\s\p{P}]/u.test(after);
  const isFirst = tag.at < 20 && /^[\s\p{P}]*$/u.test(before);
  return isFirst || (/(?:[\s>]|[\n>][\s\p{P}]*)$/u.test(before) && /^\S/.test(after));
}
