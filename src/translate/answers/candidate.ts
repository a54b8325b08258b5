/** What an answer says of one line, before it is decided which of several is meant. */
export type Candidate = {
  readonly id: number;
  readonly text: string;
  /** What stands in the rows below, up to the next line: the text itself where the row of the ID holds none. */
  readonly below?: string | undefined;
};
