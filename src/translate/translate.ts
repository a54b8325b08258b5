import { pooled } from '../base/async.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import { isOwn, translatedFrom } from '../model/own-language.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Line } from '../model/translation.ts';
import {
  type LanguageDetector,
  loadLanguageDetector,
} from '../text/languages/language-detector.ts';
import { sharesScript } from '../text/languages/writing.ts';
import { estimateTokens } from '../text/tokens.ts';
import { type Desk, type DeskOptions, openDesk } from './asking/desk.ts';
import type { TranslateEvent } from './asking/events.ts';
import { firstPace, runLane } from './asking/lane.ts';
import { reconsider } from './asking/reconsider.ts';
import { Shares } from './asking/shares.ts';
import { markWeak } from './asking/weak.ts';
import {
  type ChunkBudget,
  chunkBudget,
  chunkCount,
  cutChunks,
  type SizedSentence,
  sized,
  sizeOf,
} from './prompt/budget.ts';
import type { Brief } from './prompt/prompt.ts';
import { review } from './review/review.ts';

export type TranslateOptions = DeskOptions & {
  /** Whether the model is asked other things as well meanwhile. @default false */
  readonly isShared?: boolean | undefined;
  /** Lines that this run has told of already, by their IDs: what was given up is not asked for again. @default none */
  readonly told?: ReadonlyMap<number, Line> | undefined;
  /** Translations that a person gave, by the sentence's ID: they are taken as they are. @default none */
  readonly given?: ReadonlyMap<number, string> | undefined;
  /** Reads the translation once more beside its source; without one that is left out. */
  readonly reviewer?: ChatModel | undefined;
};

/** Lines of context beside the system text, in tokens: six pairs before, two lines after. */
const CONTEXT_TOKENS = 500;

/**
 * Translates a talk, sentence by sentence. Yields lines as they are accepted, returns one line for every
 * sentence in order, marked where no acceptable translation could be had. Lines kept in `memory` by an
 * earlier run are not asked again. Throws `ModelError` when the server cannot be used at all.
 */
export async function* translate(
  sentences: readonly Sentence[],
  options: TranslateOptions,
): AsyncGenerator<TranslateEvent, Line[]> {
  const brief = briefOf(sentences, options.brief);
  const { given = new Map<number, string>(), told } = options;
  const copied = copiedIn(sentences, options);
  const detect = await detectorFor(brief.to);
  const desk = openDesk(sentences, { ...options, brief, copied, detect });
  yield* showKnown(desk, { given, told });
  const open = sentences.filter((sentence) => !desk.lines.has(sentence.id));
  if (open.length > 0) {
    const { budget, lanes } = inLanes(desk, open, options);
    const pace = firstPace(budget, options.model.info);
    yield* lanes((share) => runLane(desk, share, pace));
  }
  yield* reconsider(desk);
  if (options.reviewer) yield* review(desk, options.reviewer);
  yield* markWeak(desk);
  return sentences.map(
    ({ id }): Line =>
      desk.lines.get(id) ?? { id, text: '', status: 'untranslated', flags: ['missing'] },
  );
}

/** Shows what is not to be asked for, and tells of it where this run has not. */
function* showKnown(
  desk: Desk,
  { given, told }: { given: ReadonlyMap<number, string> } & Pick<TranslateOptions, 'told'>,
): Generator<TranslateEvent> {
  for (const sentence of desk.sentences) {
    const { id } = sentence;
    const before = told?.get(id);
    // What the recogniser made up is shown as such, not translated.
    if (sentence.doubt) desk.show({ id, text: '', status: 'silent' });
    // What is said in the target language is its own translation.
    else if (desk.copied?.has(id) === true) desk.show(copyOf(sentence, given));
    // What was given up a moment ago would be so again.
    else if (before?.status === 'untranslated' && !desk.lines.has(id)) desk.show(before);
    const known = desk.lines.get(id);
    if (known && !before) yield { type: 'line-translated', line: known, isKept: true };
  }
}

/** The brief with the language that most of what is to be translated is in. */
export function briefOf(sentences: readonly Sentence[], brief: Brief): Brief {
  return { ...brief, from: translatedFrom(sentences, brief) ?? brief.from };
}

/** IDs of the sentences that are not asked for: a person gave them, or they are in the target language. */
export function copiedIn(
  sentences: readonly Sentence[],
  { given, brief }: Pick<TranslateOptions, 'given' | 'brief'>,
): Set<number> {
  const isCopied = (sentence: Sentence): boolean =>
    given?.has(sentence.id) === true || isOwn(sentence, brief);
  return new Set(sentences.filter(isCopied).map(({ id }) => id));
}

/** What a person gave, or what is its own translation. */
function copyOf(
  { id, text, corrected = text }: Sentence,
  given: ReadonlyMap<number, string>,
): Line {
  return { id, text: given.get(id) ?? corrected, status: 'ok' };
}

/** What tells languages apart where their letters do not. */
export async function detectorFor(to: string): Promise<LanguageDetector | undefined> {
  return sharesScript(to, 'en') ? await loadLanguageDetector() : undefined;
}

/** Lines in chunks, dealt out to as many lanes as the model takes at the time. */
export type InLanes = {
  readonly budget: ChunkBudget;
  /** Runs a lane over each share. */
  readonly lanes: (
    lane: (share: SizedSentence[][]) => AsyncGenerator<TranslateEvent, void>,
  ) => AsyncGenerator<TranslateEvent, void>;
};

/** Cuts the lines that are to be translated for the streams there are. */
export function inLanes(
  desk: Desk,
  open: readonly Sentence[],
  { isShared }: Pick<TranslateOptions, 'isShared'>,
): InLanes {
  const { info } = desk.model;
  const lines = sized(open, info, desk.brief.from);
  const budget = budgetFor(desk, lines);
  const atOnce = (): number => info.concurrency;
  const count = chunkCount(sizeOf(lines), budget, { atOnce: atOnce(), isShared });
  const shares = new Shares(cutChunks(lines, budget, count), atOnce());
  return {
    budget,
    lanes: (lane) =>
      pooled(() => {
        const share = shares.next();
        return share && lane(share);
      }, atOnce),
  };
}

/** The chunk budget for a talk whose system text and context take up room as well. */
export function budgetFor(desk: Desk, lines: readonly SizedSentence[]): ChunkBudget {
  const { info } = desk.model;
  const tokens = lines.reduce((sum, line) => sum + line.tokens, 0);
  return chunkBudget(info, {
    from: desk.brief.from,
    to: desk.brief.to,
    overhead: estimateTokens(desk.systemFor([]), info.family) + CONTEXT_TOKENS,
    perLine: tokens / Math.max(1, lines.length),
  });
}
