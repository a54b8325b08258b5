import { readFileSync } from 'node:fs';

/** A sentence of a talk and a right translation of it. */
export type WrittenPair = {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
  /** A wrong translation, where one was written beside it. */
  readonly wrong?: string | undefined;
  /** What is wrong with that: `number`, `part` or `other`. */
  readonly what?: string | undefined;
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
  return read(languages, FOLDER);
}

/** Talks that no check was fitted to. */
export function unseenPairs(languages: string): WrittenRuns {
  return read(languages, `${FOLDER}/unseen`);
}

function read(languages: string, folder: string): WrittenRuns {
  const [from = '', to = ''] = languages.split('-');
  const runs = readFileSync(`${folder}/${languages}.tsv`, 'utf8')
    .split(/\n\s*\n/)
    .map((run) =>
      run
        .split('\n')
        .filter((row) => row.trim() !== '')
        .map((row): WrittenPair => {
          const [source = '', target = '', kind = '', wrong, what] = row.split('\t');
          return { source, target, kind, wrong, what };
        }),
    );
  return { from, to, runs: runs.filter((run) => run.length > 0) };
}
