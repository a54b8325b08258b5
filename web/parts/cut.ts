/** The text cut at the words of a query, which stand at the odd places. */
export function cut(text: string, query: string): string[] {
  const words = query
    .replaceAll('"', ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    // A longer word goes before one it begins with.
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  return words.length === 0 ? [text] : text.split(new RegExp(`(${words.join('|')})`, 'giu'));
}
