import type { HeaderLookup } from '../../network/http-answer.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
};

const PARTS = /(\d+(?:\.\d+)?)\s*(ms|h(?:ours?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)(?![a-z])/gi;
const IN_WORDS =
  /(?:try again in|retry (?:in|after)|wait|请在)\s*((?:\d+(?:\.\d+)?\s*(?:ms|h(?:ours?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)?\s*)+)/i;

/** `1m30.5s`, `120ms` or `2 minutes` in milliseconds; a bare number counts seconds. */
export function durationMs(text: string): number | undefined {
  const parts = [...text.matchAll(PARTS)];
  if (parts.length === 0) {
    const seconds = Number(text.trim() === '' ? Number.NaN : text);
    return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
  }
  return parts.reduce((sum, [, count, unit = 's']) => {
    const name = unit.toLowerCase();
    return sum + Number(count) * (UNIT_MS[name] ?? UNIT_MS[name.replace(/s$/, '')] ?? 1000);
  }, 0);
}

/**
 * How long a server asks us to wait, in milliseconds: the headers `retry-after-ms` and
 * `retry-after` (seconds or an HTTP date, RFC 9110 section 10.2.3), else the words of the message
 * ("try again in 1m30s", OpenAI and Groq) or the `retryDelay` of Google's error details.
 * `undefined` when it says nothing. `nowMs` is the wall clock, for dates.
 */
export function retryAfterMs(
  headers: HeaderLookup,
  said: string,
  nowMs: number,
): number | undefined {
  const exact = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const header = headers.get('retry-after') ?? undefined;
  if (header !== undefined) {
    const seconds = durationMs(header);
    if (seconds !== undefined) return seconds;
    const date = Date.parse(header);
    if (!Number.isNaN(date)) return Math.max(0, date - nowMs);
  }
  const delay = /"retryDelay"\s*:\s*"([^"]+)"/.exec(said)?.[1];
  const words = IN_WORDS.exec(said)?.[1];
  const found = delay ?? words;
  return found === undefined ? undefined : durationMs(found.trim());
}
