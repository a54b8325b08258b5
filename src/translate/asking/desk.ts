import type { ChatModel } from '../../llm/chat-model.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Term } from '../../model/term.ts';
import type { Line } from '../../model/translation.ts';
import { scriptFixer, type ScriptFixer } from '../../text/languages/chinese-script.ts';
import type { LanguageDetector } from '../../text/languages/language-detector.ts';
import { type Fault, faultOf, SILENT } from '../checks/check-line.ts';
import { gaugeFor } from '../measure/gauge.ts';
import { type LengthModel, lengthModel } from '../measure/length.ts';
import { smallSystem, translationSystem } from '../prompt/prompt.ts';
import { keptLines, type KeptLinesOptions } from './kept-lines.ts';

export type DeskOptions = KeptLinesOptions & {
  /** Asked for lines that the first model could not translate. */
  readonly second?: ChatModel | undefined;
  /** Tells languages apart that share their letters; absent where the letters are enough. */
  readonly detect?: LanguageDetector | undefined;
  /** IDs of what is copied, and not doubted: what is said in the target language, and what a person gave. @default none */
  readonly copied?: ReadonlySet<number> | undefined;
  /** Whether lines that were marked as doubtful are asked for once more. @default false */
  readonly retriesMarked?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Where the lines of one talk are kept while it is translated. */
export type Desk = DeskOptions & {
  readonly sentences: readonly Sentence[];
  readonly lines: ReadonlyMap<number, Line>;
  readonly length: LengthModel;
  /** Puts Chinese answers into the script that was asked for. */
  readonly script: ScriptFixer;
  /** The system text of a request for some sentences, by their IDs. */
  systemFor(ids: readonly number[]): string;
  /** The terms that such a request shows beside its lines. */
  termsShown(ids: readonly number[]): readonly Term[];
  /** Sentence by ID. */
  sentence(id: number): Sentence;
  /** The terms that stand in a sentence, by its ID. */
  termsOf(id: number): readonly Term[];
  /** What is wrong with an answer, if anything. */
  fault(id: number, text: string): Fault | undefined;
  /** Takes a line as it is and remembers it, so that it is never asked again. */
  keep(line: Line): Promise<Line>;
  /** Takes a line for this run only. */
  show(line: Line): Line;
};

/** Sets up the desk, with the lines that earlier runs have already paid for. */
export function openDesk(sentences: readonly Sentence[], options: DeskOptions): Desk {
  const { brief } = options;
  const length = lengthModel(gaugeFor(brief.from, brief.to, brief.context.terms));
  const lines = new Map<number, Line>();
  const texts = new Map(sentences.map(({ id, text }) => [id, text]));
  const termsOf = (id: number): readonly Term[] => length.gauge.termsIn(texts.get(id) ?? '');
  const kept = keptLines(sentences, termsOf, options);
  for (const { id } of sentences) {
    const known = kept.find(id);
    const isOpen = options.retriesMarked === true && known?.status === 'flagged';
    if (known && !isOpen) lines.set(id, known);
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
    length,
    script: scriptFixer(brief.to),
    ...instructions(options, termsOf),
    sentence,
    termsOf,
    fault: (id, text) => {
      const source = sentence(id).text;
      const { from, to } = brief;
      const { detect } = options;
      return faultOf(source, text, { from, to, length, terms: termsOf(id), detect });
    },
    keep: async (line) => {
      await kept.put(line);
      return show(line);
    },
    show,
  };
}

/**
 * One system text for all requests, so that it can be cached, and beside the lines of each the terms that stand in them;
 * a small model is told its terms with the rest.
 */
function instructions(
  { model, brief }: DeskOptions,
  termsOf: (id: number) => readonly Term[],
): Pick<Desk, 'systemFor' | 'termsShown'> {
  const termsIn = (ids: readonly number[]): Term[] => [
    ...new Set(ids.flatMap((id) => termsOf(id))),
  ];
  if (model.info.size === 'small') {
    return { systemFor: (ids) => smallSystem(brief, termsIn(ids)), termsShown: () => [] };
  }
  const system = translationSystem(brief);
  return { systemFor: () => system, termsShown: termsIn };
}

/** A line with an accepted answer. */
export function acceptedLine(id: number, text: string, repaired: boolean): Line {
  if (text === SILENT) return { id, text: '', status: 'silent' };
  return { id, text, status: repaired ? 'repaired' : 'ok' };
}
