import { type Warning, warnings } from '../../model/warning.ts';

/** The warning about places of a decoded text that stand for bytes nobody can read, with the line of the first. */
export function undecodedIn(text: string): Warning[] {
  const first = text.indexOf('\uFFFD');
  if (first === -1) return [];
  const count = text.match(/\uFFFD+/g)?.length ?? 0;
  const line = text.slice(0, first).split('\n').length;
  return warnings('undecoded', count).map((warning) => ({ ...warning, line }));
}
