import type { Memory } from '../base/memory.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import type { Sentence } from '../model/sentence.ts';
import { termFinders, termsIn } from '../text/corrections.ts';
import { type ClaimChecker, claimChecker } from './check-claims.ts';
import type { NoteBrief } from './prompt.ts';

/** What every request for notes needs. */
export type NoteDesk = {
  readonly model: ChatModel;
  readonly memory: Memory;
  readonly brief: NoteBrief;
  readonly signal?: AbortSignal | undefined;
};

/** A desk with what is made once for a talk. */
export type NoteTools = NoteDesk & {
  readonly checker: ClaimChecker;
  /**
   * The brief with only the terms that occur in a text: shorter, and a change to another term leaves
   * the answer to a request valid.
   */
  readonly briefFor: (text: string) => NoteBrief;
};

/** Makes the tools for a talk; `spoken` are the sentences that were really said, in order. */
export function openTools(spoken: readonly Sentence[], desk: NoteDesk): NoteTools {
  const { brief } = desk;
  const finders = termFinders(brief.terms);
  return {
    ...desk,
    checker: claimChecker(spoken, brief),
    briefFor: (text) => ({ ...brief, terms: termsIn(text, finders) }),
  };
}

/** The texts of sentences as models are shown them. */
export function textOf(sentences: readonly Sentence[]): string {
  return sentences.map(({ text, corrected }) => corrected ?? text).join('\n');
}
