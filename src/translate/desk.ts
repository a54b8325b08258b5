import { fingerprint } from '../base/hash.ts';
import type { Memory } from '../base/memory.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Line } from '../model/translation.ts';
import { termFinders, type TermFinder, termsIn } from '../text/corrections.ts';
import { type Fault, faultOf, SILENT } from './check-line.ts';
import { type LengthModel, lengthModel } from './length.ts';
import { type Brief, PROMPT_VERSION, translationSystem } from './prompt.ts';

export type DeskOptions = {
  readonly model: ChatModel;
  /** Asked for lines that the first model could not translate. */
  readonly second?: ChatModel | undefined;
  readonly brief: Brief;
  readonly memory: Memory;
  readonly signal?: AbortSignal | undefined;
};

/** Where the lines of one talk are kept while it is translated. */
export type Desk = DeskOptions & {
  readonly sentences: readonly Sentence[];
  readonly lines: ReadonlyMap<number, Line>;
  readonly finders: readonly TermFinder[];
  readonly length: LengthModel;
  /** The system text of every request. */
  readonly system: string;
  /** Sentence by ID. */
  sentence(id: number): Sentence;
  /** What is wrong with an answer, if anything. */
  fault(id: number, text: string): Fault | undefined;
  /** Takes a line as it is and remembers it, so that it is never asked again. */
  keep(line: Line): Promise<Line>;
  /** Takes a line for this run only. */
  show(line: Line): Line;
};

/** Sets up the desk, with the lines that earlier runs have already paid for. */
export function openDesk(sentences: readonly Sentence[], options: DeskOptions): Desk {
  const { brief, memory } = options;
  const finders = termFinders(brief.context.terms);
  const length = lengthModel(brief.from, brief.to);
  const lines = new Map<number, Line>();
  const keys = lineKeys(sentences, finders, options);
  for (const { id } of sentences) {
    const known = memory.get(keys.get(id) ?? '') as Omit<Line, 'id'> | undefined;
    if (known) lines.set(id, { ...known, id });
  }
  const sentence = (id: number): Sentence => {
    const found = sentences[id - (sentences[0]?.id ?? 1)];
    if (!found) throw new RangeError(`no sentence ${id}`);
    return found;
  };
  const show = (line: Line): Line => {
    lines.set(line.id, line);
    return line;
  };
  return {
    ...options,
    sentences,
    lines,
    finders,
    length,
    system: translationSystem(brief),
    sentence,
    fault: (id, text) => {
      const source = sentence(id).text;
      const { from, to } = brief;
      return faultOf(source, text, { from, to, length, terms: termsIn(source, finders) });
    },
    keep: async ({ id, ...line }) => {
      await memory.put(keys.get(id) ?? '', line);
      return show({ ...line, id });
    },
    show,
  };
}

/**
 * What a line's translation depends on: the model, the pair, the style, its own text and its
 * neighbours', and the terms that stand in it. Not the chunk it was asked in.
 */
function lineKeys(
  sentences: readonly Sentence[],
  finders: readonly TermFinder[],
  { model, brief }: DeskOptions,
): Map<number, string> {
  return new Map(
    sentences.map(({ id, text }, index) => {
      const terms = termsIn(text, finders).map((term) => [term.source, term.heard, term.target]);
      const around = [sentences[index - 1]?.text, sentences[index + 1]?.text];
      const asked = [model.info.id, model.info.host, brief.from, brief.to, brief.style];
      return [id, fingerprint('line', PROMPT_VERSION, asked, terms, text, around)];
    }),
  );
}

/** A line with an accepted answer. */
export function acceptedLine(id: number, text: string, repaired: boolean): Line {
  if (text === SILENT) return { id, text: '', status: 'silent' };
  return { id, text, status: repaired ? 'repaired' : 'ok' };
}
