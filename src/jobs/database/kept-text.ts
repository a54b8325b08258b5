/** A text as PostgreSQL keeps it: it has no place for NUL, nor for half a character, in which a model may well break off. */
export function keptText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}

/** Escapes of what is not kept; `\\u0000` in a text that talks about them is found as well, and does no harm. */
const NOT_KEPT = /\\u(?:0000|d[89a-f])/;

/** A value as JSON that PostgreSQL keeps. */
export function keptJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!NOT_KEPT.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? keptText(part) : part,
  );
}
