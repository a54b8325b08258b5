import { distance } from 'fastest-levenshtein';

import { scriptConverter } from '../../../src/text/languages/chinese-script.ts';

export type Errors = {
  /** Words or characters to be changed, added or taken out. */
  readonly wrong: number;
  /** Of as many. */
  readonly of: number;
  /** By how many less was heard than was said; below zero for more. */
  readonly lost: number;
};

/** How what was heard differs from what was said, capitals and marks aside; Chinese in simplified characters. */
export async function errorsIn(
  heard: string,
  said: string,
  units: 'words' | 'characters',
): Promise<Errors> {
  const simplify = units === 'characters' ? await scriptConverter('simplified') : String;
  const [is, should] = [heard, said].map((text) => unitsOf(simplify(text), units));
  if (!is || !should) throw new Error('nothing to compare');
  // The distance is one of characters: each unit becomes one.
  const known = new Map<string, string>();
  const written = (list: readonly string[]): string =>
    list
      .map((unit) => {
        const own = known.get(unit) ?? String.fromCharCode(0x4000 + known.size);
        known.set(unit, own);
        return own;
      })
      .join('');
  return {
    wrong: distance(written(is), written(should)),
    of: should.length,
    lost: should.length - is.length,
  };
}

function unitsOf(text: string, units: 'words' | 'characters'): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  return (
    plain.match(units === 'words' ? /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu : /[\p{L}\p{N}]/gu) ?? []
  );
}
