import { z } from 'zod';

import { fingerprint } from '../../base/hash.ts';
import type { Memory } from '../../base/memory.ts';
import type { ChatModel } from '../../llm/chat-model.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Term } from '../../model/term.ts';
import { type Line, LINE_FLAGS, LINE_STATUSES } from '../../model/translation.ts';
import { isRendered } from '../measure/rendering.ts';
import { type Brief, PROMPT_VERSION } from '../prompt/prompt.ts';

/** A line as it is remembered. What does not fit is as good as forgotten. */
const KeptLine = z.object({
  text: z.string(),
  status: z.enum(LINE_STATUSES),
  flags: z.array(z.enum(LINE_FLAGS)).optional(),
  why: z.string().optional(),
});
/** A line translated while the talk was still being heard, with the terms it was told: source and rendering. */
const AheadLine = KeptLine.extend({ terms: z.array(z.tuple([z.string(), z.string()])) });

/** What the lines of a talk are remembered by. */
export type KeptLinesOptions = {
  readonly model: ChatModel;
  readonly brief: Brief;
  readonly memory: Memory;
  /** True when only the beginning of the talk is known, and more terms may be found. @default false */
  readonly isAhead?: boolean | undefined;
};

/** The lines of a talk that were paid for, in this run or an earlier one. */
export type KeptLines = {
  find(id: number): Line | undefined;
  /** Resolves when the line is safe. */
  put(line: Line): Promise<void>;
};

/**
 * Remembers a line by what its translation depends on: the model, the pair, the style, its own text and its
 * neighbours', and the terms that stand in it. Not the chunk it was asked in. A line translated ahead is
 * taken over when the terms it was told still hold and those found later are already rendered in it.
 */
export function keptLines(
  sentences: readonly Sentence[],
  termsOf: (id: number) => readonly Term[],
  { model, brief, memory, isAhead = false }: KeptLinesOptions,
): KeptLines {
  const asked = [model.info.id, model.info.host, brief.from, brief.to, brief.style];
  const first = sentences[0]?.id ?? 1;
  const saidAt = (id: number): readonly unknown[] => {
    const at = id - first;
    return [sentences[at]?.text, [sentences[at - 1]?.text, sentences[at + 1]?.text]];
  };
  const key = (id: number): string => {
    const used = termsOf(id).map((term) => [term.source, term.heard, term.target]);
    return fingerprint('line', PROMPT_VERSION, asked, used, ...saidAt(id));
  };
  const aheadKey = (id: number): string =>
    fingerprint('line-ahead', PROMPT_VERSION, asked, ...saidAt(id));
  // Most lines are not there yet, and a schema takes its time to say what it misses.
  const kept = <T>(schema: z.ZodType<T>, name: string): T | undefined => {
    const value = memory.get(name);
    return value === undefined ? undefined : schema.safeParse(value).data;
  };
  return {
    find: (id) => {
      const known = kept(KeptLine, key(id));
      if (known) return { id, ...known };
      const ahead = kept(AheadLine, aheadKey(id));
      if (!ahead || !stillHolds(ahead, termsOf(id))) return undefined;
      const { terms: _, ...line } = ahead;
      return { id, ...line };
    },
    put: async ({ id, ...line }) => {
      const terms = termsOf(id).map(({ source, target }) => [source, target]);
      await (isAhead ? memory.put(aheadKey(id), { ...line, terms }) : memory.put(key(id), line));
    },
  };
}

function stillHolds({ text, terms }: z.infer<typeof AheadLine>, now: readonly Term[]): boolean {
  const holds = terms.every(([source, target]) =>
    now.some((term) => term.source === source && term.target === target),
  );
  const told = new Set(terms.map(([source]) => source));
  return holds && now.every((term) => told.has(term.source) || isRendered(term, text));
}
