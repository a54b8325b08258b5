import type { ChatEvent } from '../llm/chat-model.ts';

/** Puts marks and capitals into text that has none. */
export type Punctuator = {
  /** What to call it to a person. */
  readonly name: string;
  /** Count of texts it works on side by side. */
  readonly concurrency: number;
  /**
   * The text with marks, capitals and, as blank lines, paragraphs; `undefined` when it has no answer to this text.
   * Its words may be wrong: whoever asks compares them. Throws what will meet the next text as well.
   */
  punctuate(text: string): AsyncGenerator<ChatEvent, string | undefined>;
};
