import { isUtf8 } from 'node:buffer';

import { decodeBytes } from './decode-bytes.ts';

/** Encodings in which UTF-8 is wrongly read and saved again. */
const WRONGLY = ['windows-1252', 'windows-1251', 'macintosh'] as const;
/** So many characters that come out right are no chance. */
const ENOUGH = 3;
/** Nobody saves a file wrongly more often. */
const MOST_TIMES = 2;

/**
 * A text that was read in a wrong encoding and saved so (`cafÃ©`), as it was before. Undone only where all
 * that is not ASCII is of that form; a talk that shows an example of it has other letters too.
 */
export function onceEncoded(text: string): string {
  let once = text;
  for (let times = 0; times < MOST_TIMES; times++) {
    const before = WRONGLY.map((name) => undone(once, name)).find((each) => each !== undefined);
    if (before === undefined) return once;
    once = before;
  }
  return once;
}

function undone(text: string, name: string): string | undefined {
  const runs = text.match(/[^\0-\u007f]+/g) ?? [];
  const bytesOf = bytesByCharacter(name);
  let characters = 0;
  const right = new Map<string, string>();
  for (const run of new Set(runs)) {
    const bytes = Array.from(run, (character) => bytesOf.get(character));
    if (bytes.includes(undefined)) return undefined;
    const raw = Uint8Array.from(bytes.map((byte) => byte ?? 0));
    if (!isUtf8(raw)) return undefined;
    right.set(run, new TextDecoder().decode(raw));
  }
  for (const run of runs) characters += right.get(run)?.length ?? 0;
  if (characters < ENOUGH) return undefined;
  return text.replace(/[^\0-\u007f]+/g, (run) => right.get(run) ?? run);
}

const known = new Map<string, ReadonlyMap<string, number>>();

function bytesByCharacter(name: string): ReadonlyMap<string, number> {
  const before = known.get(name);
  if (before !== undefined) return before;
  const high = Array.from({ length: 128 }, (_, at) => 128 + at);
  const characters = new Map(
    high.map((byte): [string, number] => [decodeBytes(Uint8Array.of(byte), name), byte]),
  );
  known.set(name, characters);
  return characters;
}
