/** Keys of known services: OpenAI and its like, Google, Groq, Qianfan, Hugging Face; and any bearer. */
const KEYS =
  /\b(?:sk|gsk|pk|hf|key|xai|AIza|bce-v3)[-_/][\w\-./*]{6,}|AIza[\w-]{20,}|(?<=Bearer\s+)[\w\-./+=]{8,}/g;

/** The longest sentence of a server that is passed on, in characters. */
const LONGEST = 300;

/** A server's own words, fit to be shown: one line, shortened, without any key. */
export function redact(text: string, key?: string): string {
  const line = withoutKeys(text, key)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** A text without any key in it. */
export function withoutKeys(text: string, key?: string): string {
  const known = key !== undefined && key.length > 3 ? text.replaceAll(key, '***') : text;
  return known.replace(KEYS, '***');
}
