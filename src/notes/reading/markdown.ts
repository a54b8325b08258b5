/** A point as it is written in a list: its text, and the points below it. */
type Item = { readonly t: string; part: number; readonly sub: string[] };

const BULLET = /^(\s*)(?:[-*+•–]|\d{1,3}[.)、])\s+(\S.*)$/u;
const HEADING = /^\s*(?:#{1,6}\s+(.+)|\*\*([^*]+)\*\*\s*[:：]?)\s*$/u;
const CITED = /[[【(（][^\])】）]*\d[^\])】）]*[\])】）]/u;

/**
 * The points of a list in Markdown, indented ones as sub-points, headings as parts. `undefined` when no item cites a
 * line: then it is prose about something else.
 */
export function pointsInMarkdown(text: string): { parts: string[]; points: Item[] } | undefined {
  const parts: string[] = [];
  const points: Item[] = [];
  let margin = 0;
  for (const row of text.split('\n')) {
    const heading = HEADING.exec(row);
    const bullet = BULLET.exec(row);
    if (bullet) {
      const [, indent = '', said = ''] = bullet;
      const last = points.at(-1);
      if (!last || indent.length <= margin) {
        margin = indent.length;
        points.push({ t: said, part: parts.length, sub: [] });
      } else last.sub.push(said);
    } else if (heading) parts.push((heading[1] ?? heading[2] ?? '').trim());
  }
  if (!points.some(({ t, sub }) => [t, ...sub].some((each) => CITED.test(each)))) return undefined;
  // One heading is that of the section.
  if (parts.length > 1) return { parts, points };
  return { parts: [], points: points.map((point) => ({ ...point, part: 0 })) };
}
