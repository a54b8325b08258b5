/** What a model that answers rightly gives for a part of a talk without marks: that part as it was written. */

/** Finds parts of a talk by their words, and gives them with the marks and capitals they have in it. */
export function writtenMarks(talk: string): (bare: string) => string | undefined {
  const tokens = talk.split(/\s+|(?<=[-–—])/).filter((token) => plain(token) !== '');
  const keys = tokens.map(plain);
  const places = new Map<string, number[]>();
  for (const [at, key] of keys.entries()) places.set(key, [...(places.get(key) ?? []), at]);
  return (bare) => {
    const shown = bare.split(/\s+/).map(plain);
    const at = places
      .get(shown[0] ?? '')
      ?.find((from) => shown.every((word, index) => keys[from + index] === word));
    return at === undefined ? undefined : tokens.slice(at, at + shown.length).join(' ');
  };
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
