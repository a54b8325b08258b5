import { estimateTokens, type TokenFamily } from '../../text/tokens.ts';

/** Before anything is known of a model's real counts; on the safe side. */
const FIRST = 1.05;
/** How much of a new measurement goes into the factor. */
const WEIGHT = 0.3;
/** Fixed costs of a request, in tokens: 4 for each message, 3 around them all. */
const PER_MESSAGE = 4;
const PER_REQUEST = 3;
/** A server that counts less than this share of the estimate has thrown part of the prompt away. */
const CUT_SHARE = 0.7;
/** Below this many tokens the estimate is too rough to accuse anyone. */
const CUT_FROM = 1500;

/** Texts whose estimate is kept: a request is estimated several times, its system text with every request. */
const KEPT_ESTIMATES = 32;

const FAMILIES: readonly TokenFamily[] = ['o200k', 'qwen', 'deepseek', 'gemini', 'claude'];

export type Prompt = { readonly system?: string | undefined; readonly user: string };

/** Estimates the tokens of one model's prompts, and learns from what the model reports. */
export class Calibration {
  readonly #family: TokenFamily;
  readonly #estimates = new Map<string, number>();
  #factor = FIRST;

  constructor(family: TokenFamily) {
    this.#family = family;
  }

  /** Tokens of a text, as this model counts them. */
  tokens(text: string): number {
    return Math.ceil(this.#estimate(text) * this.#factor);
  }

  /** Tokens of a whole prompt, as this model counts them. */
  prompt(prompt: Prompt): number {
    return Math.ceil(this.#plain(prompt) * this.#factor);
  }

  /** Learns from one answer: `reported` is the server's own count of the prompt, in tokens. */
  learn(prompt: Prompt, reported: number): void {
    const ratio = reported / this.#plain(prompt);
    // A count that is off by half is a different thing being counted, not a measurement.
    if (ratio < 0.5 || ratio > 2) return;
    this.#factor = (1 - WEIGHT) * this.#factor + WEIGHT * ratio;
  }

  /**
   * The tokens sent, if the server read so few of them that it must have cut the prompt; else
   * `undefined`. Compared with the lowest estimate of all tokenizers, for the model may have another
   * one than its name suggests.
   */
  cutFrom(prompt: Prompt, reported: number): number | undefined {
    const sent = this.prompt(prompt);
    // Nearly every answer ends here, before the other tokenizers are tried.
    if (sent <= CUT_FROM || reported >= CUT_SHARE * sent) return undefined;
    const lowest = Math.min(
      sent,
      ...FAMILIES.map((family) => plain(prompt, (text) => estimateTokens(text, family))),
    );
    return reported < CUT_SHARE * lowest ? sent : undefined;
  }

  #plain(prompt: Prompt): number {
    return plain(prompt, (text) => this.#estimate(text));
  }

  #estimate(text: string): number {
    const known = this.#estimates.get(text);
    if (known !== undefined) return known;
    const tokens = estimateTokens(text, this.#family);
    if (this.#estimates.size === KEPT_ESTIMATES) this.#estimates.clear();
    this.#estimates.set(text, tokens);
    return tokens;
  }
}

/** Tokens of a whole prompt, by an estimate of one text. */
function plain({ system, user }: Prompt, estimate: (text: string) => number): number {
  const messages = system === undefined ? [user] : [system, user];
  return messages.reduce((sum, text) => sum + estimate(text) + PER_MESSAGE, PER_REQUEST);
}
