import type { Memory } from '../../base/memory.ts';
import type { ChatModel } from '../../llm/chat-model.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Term } from '../../model/term.ts';
import { termFinders, termsIn } from '../../text/corrections.ts';
import { scriptFixer, type ScriptFixer } from '../../text/languages/chinese-script.ts';
import { type ClaimChecker, claimChecker } from '../checks/check-claims.ts';
import type { NoteBrief } from './prompt.ts';

/** What every request for notes needs. */
export type NoteDesk = {
  readonly model: ChatModel;
  readonly memory: Memory;
  readonly brief: NoteBrief;
  /** Judges what was noted beside the lines it rests on; without one that is left out. */
  readonly judge?: ChatModel | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** A desk with what is made once for a talk. */
export type NoteTools = NoteDesk & {
  readonly checker: ClaimChecker;
  readonly script: ScriptFixer;
  /**
   * The brief with only the terms that occur in some sentences or another text: shorter, and a change
   * to another term leaves the answer to a request valid.
   */
  readonly briefFor: (sentences: readonly Sentence[], text?: string) => NoteBrief;
};

/** Makes the tools for a talk; `spoken` are the sentences that were really said, in order. */
export function openTools(spoken: readonly Sentence[], desk: NoteDesk): NoteTools {
  const { brief } = desk;
  const finders = termFinders(brief.terms);
  // Each sentence is searched once: it is shown for the outline, the points and more.
  const found = new Map<number, readonly Term[]>();
  const termsOf = ({ id, text, corrected }: Sentence): readonly Term[] => {
    const terms = found.get(id) ?? termsIn(corrected ?? text, finders);
    found.set(id, terms);
    return terms;
  };
  return {
    ...desk,
    checker: claimChecker(spoken, brief),
    script: scriptFixer(brief.to),
    briefFor: (sentences, text = '') => {
      const used = new Set([...sentences.flatMap(termsOf), ...termsIn(text, finders)]);
      return { ...brief, terms: brief.terms.filter((term) => used.has(term)) };
    },
  };
}
