import { fingerprint } from '../../base/hash.ts';
import type { ModelInfo } from '../../llm/chat-model.ts';
import { languageName } from '../../model/language.ts';
import type { Sentence } from '../../model/sentence.ts';
import { type Candidate, findCandidates } from '../../text/candidates/candidates.ts';
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

/** The first lines say what the talk is about: so many at the most, up to so many tokens. */
const FIRST_LINES = 6;
const FIRST_TOKENS = 200;
/** The answer: topic and speakers, and a candidate that is listed or left out, in tokens each. */
const FRAME_TOKENS = 150;
const TERM_TOKENS = 15;
/** The answer limit, as a ratio of the length of a good one. */
const LIMIT = 2;
/** Estimates may be off; what a request may fill of its room, as a ratio. */
const FILL = 0.9;
/** A request shows at least this many candidates, however small its room. */
const LEAST_SHOWN = 5;

/**
 * Asks a small model about the phrases of the talk that may be names or terms, each with the words
 * around one place where it stands: the whole transcript is slow to read on a laptop and leads small
 * models astray. One request unless the window is tiny. A talk without candidates is asked about for its
 * topic only, one without sentences not at all.
 */
export function candidateQuestions(
  sentences: readonly Sentence[],
  subject: ContextSubject,
): ContextQuestion[] {
  if (sentences.length === 0) return [];
  const { info, from } = subject;
  const lines = findCandidates(sentences, { language: from }).map(showCandidate);
  const firstLines = firstLinesOf(sentences, info);
  const [first, last] = [sentences[0]?.id ?? 1, sentences.at(-1)?.id ?? 0];
  return batchesOf(lines, promptFor([], firstLines, subject), info).map((batch) => {
    const user = promptFor(batch, firstLines, subject);
    const expectTokens = FRAME_TOKENS + TERM_TOKENS * batch.length;
    return {
      key: fingerprint('context-candidates', PROMPT_VERSION, info.id, info.host, user),
      from: first,
      to: last,
      user,
      maxTokens: Math.min(info.maxOutput, LIMIT * expectTokens + reasoningRoom(info)),
      expectTokens,
    };
  });
}

/** As many candidates a request as fit with their answer; one empty batch when there are none. */
function batchesOf(lines: readonly string[], prompt: string, info: ModelInfo): string[][] {
  const frame = estimateTokens(prompt, info.family) + LIMIT * FRAME_TOKENS + reasoningRoom(info);
  const room = FILL * requestRoom(info) - frame;
  const batches: string[][] = [[]];
  let used = 0;
  for (const line of lines) {
    const tokens = estimateTokens(line, info.family) + LIMIT * TERM_TOKENS;
    const batch = batches.at(-1) ?? [];
    if (used + tokens > room && batch.length >= LEAST_SHOWN) {
      batches.push([line]);
      used = tokens;
    } else {
      batch.push(line);
      used += tokens;
    }
  }
  return batches;
}

/** `PyTorch (12), by torch (2) | 34: we train it in PyTorch on one GPU` */
function showCandidate({ text, count, variants, snippet, id }: Candidate): string {
  const forms = [{ text, count }, ...variants].map((form) => `${form.text} (${form.count})`);
  return `${forms.join(', ')} | ${id}: ${snippet}`;
}

function firstLinesOf(sentences: readonly Sentence[], { family }: ModelInfo): string {
  let shown = '';
  for (let count = 1; count <= Math.min(FIRST_LINES, sentences.length); count++) {
    const lines = showLines(sentences.slice(0, count));
    if (count > 1 && estimateTokens(lines, family) > FIRST_TOKENS) break;
    shown = lines;
  }
  return shown;
}

function promptFor(
  candidates: readonly string[],
  firstLines: string,
  { from, to, about, opening }: ContextSubject,
): string {
  const [source, target] = [languageName(from), languageName(to)];
  const terms =
    candidates.length === 0
      ? '"terms" stays empty.'
      : `"terms": names and technical terms of the list below. Leave out ordinary words and whatever you are unsure of.
"src" is the correct ${source} spelling. "heard" are the wrong forms of it, copied from the list or the words beside it; empty if none. "tgt" is the ${target} word for it, or "=" for names that stay as they are. "ids": the line number.`;
  const parts = [
    `This talk goes from ${source} into ${target}. It was written down by speech recognition, which mishears names and terms.
Answer with JSON only:
{"topic":"...","register":"lecture","speakers":[],"terms":[{"src":"PyTorch","heard":["by torch"],"tgt":"=","ids":[12]}]}
"topic": what the talk is about, one sentence in ${target}. "register": lecture, interview, panel, meeting, keynote or other. "speakers": names, only if they are shown.
${terms}
${DATA_FOLLOWS}`,
    ...(about ? [`What is known of the talk:\n${about}`] : []),
    ...[knownSoFar(opening)].filter((known) => known !== ''),
    `First lines:\n${firstLines}`,
    ...(candidates.length > 0
      ? [`List (heard forms and how often | line: words around):\n${candidates.join('\n')}`]
      : []),
  ];
  return parts.join('\n\n');
}
