import type { Aside } from '../../llm/chat-model.ts';
import type { Line } from '../../model/translation.ts';

/** What happens while a talk is translated. */
export type TranslateEvent =
  | {
      readonly type: 'line-translated';
      /** A later one for the same sentence replaces it. */
      readonly line: Line;
      /** True when it was known before this step: from an earlier run, or translated while the talk was heard. */
      readonly isKept?: boolean | undefined;
    }
  /** Some lines got no acceptable answer and are asked for again. */
  | {
      readonly type: 'repair-start';
      /** Sentence IDs. */
      readonly ids: readonly number[];
      readonly reasons: readonly string[];
    }
  /** Accepted lines are read once more. */
  | {
      readonly type: 'review-start';
      /** Count of lines. */
      readonly lines: number;
    }
  | Aside;
