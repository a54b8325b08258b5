import { evenly } from '../../base/evenly.ts';
import { fingerprint } from '../../base/hash.ts';
import type { ModelInfo } from '../../llm/chat-model.ts';
import { languageName } from '../../model/language.ts';
import type { Sentence } from '../../model/sentence.ts';
import { findCandidates } from '../../text/candidates/candidates.ts';
import { estimateTokens } from '../../text/tokens.ts';
import { PROMPT_VERSION, showLines } from '../prompt/prompt.ts';
import {
  asksSideBySide,
  type ContextQuestion,
  type ContextSubject,
  DATA_FOLLOWS,
  knownSoFar,
  reasoningRoom,
  requestRoom,
} from './question.ts';
import { MOST_TERMS } from './verify-terms.ts';

/** The transcript goes in whole when it takes up to this share of the window, as a ratio. */
const WHOLE_SHARE = 0.6;
/** ... else in windows of this share that overlap by some lines. */
const WINDOW_SHARE = 0.3;
const OVERLAP_LINES = 20;
/** The longest useful answer: sixty terms at about forty tokens, in tokens; in a small window this share. */
const MOST_TOKENS = 3000;
const ANSWER_SHARE = 0.4;
/** The instructions of the request, and what an estimate may be off, in tokens. */
const OVERHEAD = 500;
const EXPECT_TOKENS = 1500;

/**
 * Where several requests run at once, a talk is read in parts side by side: it is the writing of a long answer that takes
 * its time. So many lines a part at the least, and so many parts at the most: one stream of eight is left to the outline.
 */
const PART_LINES = 75;
const MOST_PARTS = 7;
/** A part may name so many times its share of all terms, for the central ones are named by several. */
const PART_TERMS = 1.5;

/**
 * Asks about the whole transcript: in parts of like size side by side where the model answers several requests at once, in
 * one request where it does not (or `inOne` wants it), and in windows that overlap where the model cannot hold it.
 */
export function transcriptQuestions(
  sentences: readonly Sentence[],
  subject: ContextSubject,
  { inOne = false }: { readonly inOne?: boolean } = {},
): ContextQuestion[] {
  const { info, from, to, about, opening } = subject;
  const known = knownSoFar(opening);
  const parts = inOne ? 1 : partsOf(sentences.length, info);
  const windows = windowsOf(sentences, info, parts);
  const beside = parts > 1 ? new Beside(sentences, from) : undefined;
  return windows.map((window, index) => {
    const lines = window.map(({ id, text }) => ({ id, text }));
    const part = beside && {
      number: index + 1,
      of: windows.length,
      most: Math.ceil((PART_TERMS * MOST_TERMS) / windows.length),
      beside: beside.of(window),
    };
    const spoken = part ? [part.beside] : [];
    return {
      key: fingerprint(
        'context',
        PROMPT_VERSION,
        info.id,
        info.host,
        from,
        to,
        about,
        known,
        lines,
        ...spoken,
      ),
      from: window[0]?.id ?? 1,
      to: window.at(-1)?.id ?? 0,
      user: contextPrompt({ from, to, about, known, part }, showLines(lines)),
      maxTokens: answerRoom(info),
      expectTokens: EXPECT_TOKENS,
      ...(part && { mostTerms: part.most }),
    };
  });
}

/** In how many parts a talk of some sentences is read. */
export function partsOf(
  sentences: number,
  info: Pick<ModelInfo, 'concurrency' | 'mostAtOnce'>,
): number {
  if (!asksSideBySide(info)) return 1;
  return Math.max(1, Math.min(MOST_PARTS, Math.floor(sentences / PART_LINES)));
}

/** What the answer may take, in tokens. */
function answerRoom(info: ModelInfo): number {
  const most = MOST_TOKENS + reasoningRoom(info);
  return Math.floor(Math.min(info.maxOutput, most, ANSWER_SHARE * requestRoom(info)));
}

/** The whole talk in so many pieces where they fit, else windows that overlap. */
function windowsOf(sentences: readonly Sentence[], info: ModelInfo, parts: number): Sentence[][] {
  if (sentences.length === 0) return [];
  const tokens = sentences.map((sentence) => estimateTokens(sentence.text, info.family) + 3);
  const total = tokens.reduce((sum, each) => sum + each, 0);
  const room = requestRoom(info) - answerRoom(info) - OVERHEAD;
  if (total / parts <= Math.min(WHOLE_SHARE * info.window, room)) return inParts(sentences, parts);
  const most = Math.min(WINDOW_SHARE * info.window, room);
  const windows: Sentence[][] = [];
  for (let from = 0; from < sentences.length;) {
    let to = from;
    for (let size = 0; to < sentences.length && size + (tokens[to] ?? 0) <= most; to++) {
      size += tokens[to] ?? 0;
    }
    to = Math.max(to, from + 1);
    windows.push(sentences.slice(from, to));
    if (to >= sentences.length) break;
    // A window of few lines overlaps by a quarter, or it would hardly move on.
    from = to - Math.min(OVERLAP_LINES, Math.floor((to - from) / 4));
  }
  return windows;
}

function inParts(sentences: readonly Sentence[], parts: number): Sentence[][] {
  const edge = (part: number): number => Math.round((part * sentences.length) / parts);
  return Array.from({ length: parts }, (_, part) => sentences.slice(edge(part), edge(part + 1)));
}

/** Spellings from the whole talk shown with a part, and how many of its sentences are searched for them. */
const SPELLINGS = 30;
const SEARCHED = 1000;
/** Lines of the rest shown with the first part, which tells the topic. */
const EXCERPT_LINES = 24;

/** What a part of a talk is shown of the rest of it. */
class Beside {
  readonly #sentences: readonly Sentence[];
  readonly #spellings: string;

  constructor(sentences: readonly Sentence[], language: string) {
    this.#sentences = sentences;
    const found = findCandidates(evenly(sentences, SEARCHED), { language }).slice(0, SPELLINGS);
    const shown = found.map(({ text, count, variants }) =>
      [{ text, count }, ...variants].map((form) => `${form.text} (${form.count})`).join(', '),
    );
    this.#spellings =
      shown.length === 0
        ? ''
        : `Spellings in the whole talk and how often; forms that sound alike stand together:\n${shown.join('\n')}`;
  }

  of(part: readonly Sentence[]): string {
    const isFirst = part[0] === this.#sentences[0];
    const rest = isFirst ? this.#sentences.slice(part.length) : [];
    const excerpt = evenly(rest, EXCERPT_LINES).map(({ text }) => text);
    const lines = `Single lines from the rest of the talk, for its topic only:\n${excerpt.join('\n')}`;
    return [this.#spellings, ...(isFirst ? [lines] : [])].filter(Boolean).join('\n\n');
  }
}

type Subject = Pick<ContextSubject, 'from' | 'to' | 'about'> & {
  readonly known: string;
  /** Absent when the transcript is shown as a whole, or in windows of which each stands for itself. */
  readonly part?:
    | {
        readonly number: number;
        readonly of: number;
        /** Count of terms it may name. */
        readonly most: number;
        readonly beside: string;
      }
    | undefined;
};

function contextPrompt({ from, to, about, known, part }: Subject, lines: string): string {
  const [source, target] = [languageName(from), languageName(to)];
  const shown = part ? `part ${part.number} of ${part.of} of its transcript` : 'its transcript';
  return `You prepare the translation of a talk from ${source} into ${target}. Below is ${shown} from speech recognition, one line per ID. It contains misheard words.

Find what a translator has to know:
1. "topic": what the talk is about, one sentence in ${target}; "register": one of lecture, interview, panel, meeting, keynote, other; "speakers": names or roles, only if the text shows them.
2. "terms": names of people, companies, products, models, libraries, papers and places, abbreviations, and technical terms that occur more than once or are central. At most ${part?.most ?? MOST_TERMS}, the most important first.
   For each: "src" the correct ${source} spelling; "heard" every wrong or variant form as it literally appears in the transcript (empty list if always right); "tgt" the ${target} rendering to use everywhere, or "=" to keep the original spelling; "ids" two or three line IDs where it occurs.
   List a correction only if sound and context both support it. If unsure, leave it out. Never list ordinary words.

Answer with JSON only:
{"topic":"...","register":"...","speakers":["..."],"terms":[{"src":"PyTorch","heard":["by torch","Byteorch"],"tgt":"=","ids":[12,87]}]}

${DATA_FOLLOWS}
${about ? `\nWhat is known of the talk:\n${about}\n` : ''}${known ? `\n${known}\n` : ''}${part?.beside ? `\n${part.beside}\n` : ''}
Transcript:
${lines}`;
}
