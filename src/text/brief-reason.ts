/** A reason is a sentence; a model that rambles is cut here, in characters. */
const LONGEST = 200;

/** What a model gives as its reason, on one line. */
export function briefReason(said: string): string {
  return said.replace(/\s+/g, ' ').slice(0, LONGEST);
}
