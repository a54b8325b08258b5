import { readFileSync } from 'node:fs';

/** A sentence of a talk and a right translation of it. */
export type WrittenPair = {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
};

/** Pairs of one pair of languages, in runs: neighbours in a run are neighbours in a talk. */
export type WrittenRuns = {
  readonly from: string;
  readonly to: string;
  readonly runs: readonly (readonly WrittenPair[])[];
};

const FOLDER = 'test/fixtures/pairs';

/** The pairs written for the checks, by their languages: `en-zh` and the like. */
export function writtenPairs(languages: string): WrittenRuns {
  const [from = '', to = ''] = languages.split('-');
  const runs = readFileSync(`${FOLDER}/${languages}.tsv`, 'utf8')
    .split(/\n\s*\n/)
    .map((run) =>
      run
        .split('\n')
        .filter((row) => row.trim() !== '')
        .map((row): WrittenPair => {
          const [source = '', target = '', kind = ''] = row.split('\t');
          return { source, target, kind };
        }),
    );
  return { from, to, runs: runs.filter((run) => run.length > 0) };
}
