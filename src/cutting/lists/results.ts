import { parse } from 'node:path';

const RESULT = /_(?:cut|merged)$/;
const CUT_SUFFIXES = ['.mp4', '.mp3', '.m4a', '.mkv', '.mov', '.webm'];

/** Whether a recording is called what cutting or joining made it. */
export function isResult(name: string): boolean {
  return RESULT.test(parse(name).name);
}

/** What a recording was cut to, by the names of the files beside it. */
export function cutAmong(names: ReadonlySet<string>, recording: string): string | undefined {
  const { name } = parse(recording);
  return CUT_SUFFIXES.map((suffix) => `${name}_cut${suffix}`).find((cut) => names.has(cut));
}
