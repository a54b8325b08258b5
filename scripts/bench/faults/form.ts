/** The form of an answer that gives back line after line. */
export type Form = {
  /** Count of its places, one for each line. */
  readonly count: number;
  /** Writes lines, by their 0-based indexes, into the places in order. An empty place is left out, and so are those behind. */
  readonly write: (places: readonly Place[]) => string;
};

/** Indexes of the lines that stand in one place. */
export type Place = readonly number[];

/** Every line in its own place. */
export function inOrder({ count }: Form): Place[] {
  return Array.from({ length: count }, (_, index) => [index]);
}

/** That of rows of `ID|text`. */
export function rowsForm(answer: string): Form {
  const rows = answer.split('\n').map((row) => row.split('|'));
  return {
    count: rows.length,
    write: (places) =>
      places
        .map((lines, place) => ({ id: rows[place]?.[0] ?? '', lines }))
        .filter(({ lines }) => lines.length > 0)
        .map(({ id, lines }) => `${id}|${lines.map((line) => rows[line]?.[1] ?? '').join('')}`)
        .join('\n'),
  };
}
