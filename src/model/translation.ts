/** Why a translated line is doubtful. */
export const LINE_FLAGS = [
  'length',
  'number',
  'duplicate',
  'swap',
  'term',
  'refused',
  'missing',
  'untranslated',
  'comment',
  'shift',
  'review',
  'weak',
] as const;
export type LineFlag = (typeof LINE_FLAGS)[number];

/**
 * `ok` at the first go, `repaired` when asked again, `flagged` when a check still doubts it, `silent`
 * for noise and fillers, `untranslated` when no acceptable answer could be had.
 */
export const LINE_STATUSES = ['ok', 'repaired', 'flagged', 'silent', 'untranslated'] as const;

/** The translation of one sentence. */
export type Line = {
  /** Sentence ID it translates. */
  readonly id: number;
  /** Empty when there is nothing to say (`silent`) or nothing could be had (`untranslated`). */
  readonly text: string;
  readonly status: (typeof LINE_STATUSES)[number];
  readonly flags?: readonly LineFlag[] | undefined;
  /** What a model that reviewed the translation found wrong (flag `review`), in the language of the translation. */
  readonly why?: string | undefined;
};
