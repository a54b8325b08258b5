/** A claim of which more than this is said already is a copy, as a ratio of its runs of four characters. */
const COPY = 0.8;
const RUN = 4;

/** True when a claim repeats one of those before it; one with other figures in it does not. */
export function isNearCopy(text: string, others: readonly string[]): boolean {
  const own = plain(text);
  const grams = gramsOf(own);
  return others.some((other) => {
    const theirs = plain(other);
    if (own === theirs) return true;
    // A far shorter one cannot hold enough of it.
    if (grams.size === 0 || theirs.length < COPY * grams.size) return false;
    if (figuresOf(text) !== figuresOf(other)) return false;
    let shared = 0;
    for (const gram of grams) if (theirs.includes(gram)) shared++;
    return shared / grams.size > COPY;
  });
}

function plain(text: string): string {
  return text.replace(/[\s\p{P}]+/gu, '').toLowerCase();
}

/** "90 ms in 2019" and "90 ms in 2020" are two statements, alike as they look. */
function figuresOf(text: string): string {
  return (text.match(/\p{N}+/gu) ?? []).join(' ');
}

function gramsOf(plainText: string): Set<string> {
  const grams = new Set<string>();
  for (let at = 0; at + RUN <= plainText.length; at++) grams.add(plainText.slice(at, at + RUN));
  return grams;
}
