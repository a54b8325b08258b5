/** What one failure says in one language: a sentence, and what to do next. `{name}` is filled in. */
type Wording = readonly [message: string, hint: string];

/** One way Talkleaf can fail. */
export type Failure = {
  /** Exit status of the command line: 1 failed, 2 wrong usage, 130 interrupted. */
  readonly exit: 1 | 2 | 130;
  readonly en: Wording;
  readonly zh: Wording;
};
