import type { ChatEvent } from '../llm/chat-model.ts';
import type { Line } from '../model/translation.ts';

/** What happens while a talk is translated. */
export type TranslateEvent =
  | { readonly type: 'line-translated'; readonly line: Line }
  /** Some lines got no acceptable answer and are asked for again. */
  | {
      readonly type: 'repair-start';
      /** Sentence IDs. */
      readonly ids: readonly number[];
      readonly reasons: readonly string[];
    }
  | Extract<ChatEvent, { type: 'attempt-failed' }>;
