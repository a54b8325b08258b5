/** Why a translated line is doubtful. */
export type LineFlag =
  | 'length'
  | 'number'
  | 'duplicate'
  | 'swap'
  | 'term'
  | 'refused'
  | 'missing'
  | 'untranslated'
  | 'comment'
  | 'shift';

/** The translation of one sentence. */
export type Line = {
  /** Sentence ID it translates. */
  readonly id: number;
  /** Empty when there is nothing to say (`silent`) or nothing could be had (`untranslated`). */
  readonly text: string;
  /**
   * `ok` at the first go, `repaired` when asked again, `flagged` when a check still doubts it,
   * `silent` for noise and fillers, `untranslated` when no acceptable answer could be had.
   */
  readonly status: 'ok' | 'repaired' | 'flagged' | 'silent' | 'untranslated';
  readonly flags?: readonly LineFlag[] | undefined;
};
