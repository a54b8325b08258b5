import type { ModelInfo } from '../../llm/chat-model.ts';
import { estimateTokens } from '../../text/tokens.ts';

/** Headroom for a model that reasons before it answers, in tokens. */
const REASONING = 4000;
/** An answer may take up at most this share of the window, as a ratio: the talk needs the rest. */
const ANSWER_SHARE = 0.3;
/** Of the window, as a ratio, what is planned with: token counts are estimates. */
const USABLE = 0.9;
/** The schema of an answer in words, for servers that cannot enforce it, in tokens. */
const SCHEMA_TOKENS = 400;
/** Room for the talk's own text that is assumed in even the smallest window, in tokens. */
const LEAST_ROOM = 300;

/**
 * The most of a section that a model of 5 billion parameters or fewer takes notes of at a time, and that it writes, in tokens:
 * some eight minutes of talk, and a dozen points. Longer it loses the beginning, or its way.
 */
const SMALL_SECTION = 1500;
const SMALL_ANSWER = 1200;

/** The longest useful answer for one section, in tokens. */
export const MOST_POINTS_TOKENS = 4000;

/** The longest answer to allow, in tokens: what is useful, what the model can give, what the window leaves. */
export function answerTokens(info: ModelInfo, useful: number): number {
  const reasoning = info.thinking === 'always' ? REASONING : 0;
  const wanted = info.size === 'small' ? Math.min(useful, SMALL_ANSWER) : useful;
  return Math.floor(Math.min(info.maxOutput, wanted + reasoning, ANSWER_SHARE * info.window));
}

/** The most of a talk that notes are taken of in one request, in tokens, by what the window leaves. */
export function roomForSection(info: ModelInfo, prompt: string, answer: number): number {
  const room = roomForLines(info, prompt, answer);
  return info.size === 'small' ? Math.min(SMALL_SECTION, room) : room;
}

/** What the window leaves for the lines of a talk beside the rest of the prompt and the answer, in tokens. */
export function roomForLines(info: ModelInfo, prompt: string, answer: number): number {
  const fixed = estimateTokens(prompt, info.family) + SCHEMA_TOKENS;
  return Math.max(LEAST_ROOM, USABLE * info.window - answer - fixed);
}
