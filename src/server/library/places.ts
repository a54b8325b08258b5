import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';

/** Where things are in a library. */
export type Places = {
  /** Absolute path; the folders of the talks lie right below it. */
  readonly library: string;
  /** What is ours alone: the database, what was handed in, what was thrown away. */
  readonly inner: string;
  /** What was uploaded or pasted, a folder each. */
  readonly handedIn: string;
  readonly trash: string;
};

/** Not the name of what a talk keeps inside its own folder: a library is no talk. */
const INNER = '.talkleaf-library';

/** Where a library is when nobody says: a folder people find again. */
export function defaultLibrary(): string {
  return join(homedir(), 'Talkleaf');
}

export function placesOf(library: string): Places {
  const whole = resolve(library);
  const inner = join(whole, INNER);
  return {
    library: whole,
    inner,
    handedIn: join(inner, 'handed-in'),
    trash: join(inner, 'trash'),
  };
}

/** The path of a talk's folder as the database keeps it: relative, with forward slashes. */
export function withinLibrary({ library }: Places, folder: string): string {
  return relative(library, folder).split(sep).join('/');
}

/** When a file was last written, in milliseconds; `undefined` where there is none. */
export async function timeOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    ({ mtimeMs }) => Math.round(mtimeMs),
    () => undefined,
  );
}
