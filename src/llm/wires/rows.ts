/** A row that an answer is to have. */
export type Row = {
  /** ID of the sentence. */
  readonly id: number;
  /** The longest text, in characters. */
  readonly characters: number;
};

/** Lengths that rows share a rule for, in characters. */
const LENGTHS = [100, 200, 400, 800, 1600];

/**
 * A grammar (GBNF, as llama.cpp reads it) of answers that have exactly these rows, in order, each as `ID|text` with some
 * text. A row that is missing, comes twice or has another number cannot be written; only its text can be wrong.
 */
export function lineGrammar(rows: readonly Row[]): string {
  const used = new Set<number>();
  const written = rows.map(({ id, characters }) => {
    const length = LENGTHS.find((each) => each >= characters) ?? LENGTHS.at(-1) ?? characters;
    used.add(length);
    return `"${id}|" t${length} "\\n"`;
  });
  const texts = [...used].map(
    (length) => `t${length} ::= [^ \\t\\r\\n|] [^\\r\\n]{0,${length - 1}}`,
  );
  return [`root ::= ${written.join(' ')}`, ...texts].join('\n');
}

/** The same as a JSON schema, for servers that take no grammar: an object with a text for each ID. */
export function lineSchema(rows: readonly Row[]): Readonly<Record<string, unknown>> {
  const names = rows.map(({ id }) => String(id));
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    required: names,
    additionalProperties: false,
  };
}
