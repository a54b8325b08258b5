import { fingerprint } from '../../base/hash.ts';
import type { ModelInfo } from '../../llm/chat-model.ts';
import { languageName } from '../../model/language.ts';
import type { Sentence } from '../../model/sentence.ts';
import { estimateTokens } from '../../text/tokens.ts';
import { PROMPT_VERSION, showLines } from '../prompt/prompt.ts';
import {
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

/** Asks about the whole transcript: in one request where it fits, else in windows that overlap. */
export function transcriptQuestions(
  sentences: readonly Sentence[],
  { info, from, to, about, opening }: ContextSubject,
): ContextQuestion[] {
  const known = knownSoFar(opening);
  return windowsOf(sentences, info).map((window) => {
    const lines = window.map(({ id, text }) => ({ id, text }));
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
      ),
      user: contextPrompt({ from, to, about, known }, showLines(lines)),
      maxTokens: answerRoom(info),
      expectTokens: EXPECT_TOKENS,
    };
  });
}

/** What the answer may take, in tokens. */
function answerRoom(info: ModelInfo): number {
  const most = MOST_TOKENS + reasoningRoom(info);
  return Math.floor(Math.min(info.maxOutput, most, ANSWER_SHARE * requestRoom(info)));
}

/** The whole talk in one piece where it fits, else windows that overlap. */
function windowsOf(sentences: readonly Sentence[], info: ModelInfo): Sentence[][] {
  if (sentences.length === 0) return [];
  const tokens = sentences.map((sentence) => estimateTokens(sentence.text, info.family) + 3);
  const total = tokens.reduce((sum, each) => sum + each, 0);
  const room = requestRoom(info) - answerRoom(info) - OVERHEAD;
  if (total <= Math.min(WHOLE_SHARE * info.window, room)) return [[...sentences]];
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

type Subject = Pick<ContextSubject, 'from' | 'to' | 'about'> & { readonly known: string };

function contextPrompt({ from, to, about, known }: Subject, lines: string): string {
  const [source, target] = [languageName(from), languageName(to)];
  return `You prepare the translation of a talk from ${source} into ${target}. Below is its transcript from speech recognition, one line per ID. It contains misheard words.

Find what a translator has to know:
1. "topic": what the talk is about, one sentence in ${target}; "register": one of lecture, interview, panel, meeting, keynote, other; "speakers": names or roles, only if the text shows them.
2. "terms": names of people, companies, products, models, libraries, papers and places, abbreviations, and technical terms that occur more than once or are central. At most ${MOST_TERMS}, the most important first.
   For each: "src" the correct ${source} spelling; "heard" every wrong or variant form as it literally appears in the transcript (empty list if always right); "tgt" the ${target} rendering to use everywhere, or "=" to keep the original spelling; "ids" two or three line IDs where it occurs.
   List a correction only if sound and context both support it. If unsure, leave it out. Never list ordinary words.

Answer with JSON only:
{"topic":"...","register":"...","speakers":["..."],"terms":[{"src":"PyTorch","heard":["by torch","Byteorch"],"tgt":"=","ids":[12,87]}]}

${DATA_FOLLOWS}
${about ? `\nWhat is known of the talk:\n${about}\n` : ''}${known ? `\n${known}\n` : ''}
Transcript:
${lines}`;
}
