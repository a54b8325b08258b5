import { turned } from '../base/async.ts';
import type { FailureCode, FailureValues } from '../base/errors.ts';
import type { Price, Usage } from '../model/usage.ts';
import type { TokenFamily } from '../text/tokens.ts';
import type { Row } from './wires/rows.ts';

/** What is known of a model before it is asked. */
export type ModelInfo = {
  /** As the user writes it: `deepseek:deepseek-chat`. Part of every key of finished work. */
  readonly id: string;
  /** Host of the server, for messages and keys. */
  readonly host: string;
  /** Context window, in tokens: prompt and answer together. */
  readonly window: number;
  /** The longest answer, in tokens. */
  readonly maxOutput: number;
  readonly family: TokenFamily;
  readonly price?: Price | undefined;
  /** `always`: the model reasons before each answer, and that counts as output. */
  readonly thinking: 'off' | 'always';
  /** Sets the chunk size: `small` is 5 billion parameters or fewer, `medium` up to 14 billion. */
  readonly size: 'small' | 'medium' | 'large';
  /** `translator`: made to translate one text at a time, and nothing else. @default general */
  readonly role?: 'general' | 'translator' | undefined;
  /** How fast it is, in tokens a second, where that is known: prompts read, answers written. @default that of a service */
  readonly pace?: { readonly read: number; readonly write: number } | undefined;
  /** Count of requests that may run at once just now. */
  readonly concurrency: number;
  /** Count of requests at once that this may come to while the server answers well. @default `concurrency` */
  readonly mostAtOnce?: number | undefined;
  /** The most requests that were under way at once so far, as a count. @default not counted */
  readonly peak?: number | undefined;
  /** Tokens a minute the account may use, where known. */
  readonly tokensPerMinute?: number | undefined;
};

export type ChatRequest = {
  /** What it is for: a word for reports, such as `translate` or `outline`. Never sent. */
  readonly task: string;
  readonly system?: string | undefined;
  readonly user: string;
  /** The longest answer wanted, in tokens; reasoning included. */
  readonly maxTokens: number;
  /** How long a good answer is about, in tokens; a far longer one is broken off as a runaway. */
  readonly expectTokens?: number | undefined;
  /** JSON schema of the answer. Enforced where the server can, asked for in words where not. */
  readonly schema?: Readonly<Record<string, unknown>> | undefined;
  /**
   * The rows `ID|text` of which the answer consists, in order, each with the most characters its text may take. Enforced
   * where the server can.
   */
  readonly rows?: readonly Row[] | undefined;
  /**
   * True when half an answer is of use: a stream that breaks off after some text is then returned
   * with `finish: 'cut'` instead of being asked for again.
   */
  readonly salvage?: boolean | undefined;
  /** Says of the answer so far whether the rest of it is of no use: it is then broken off. @default never */
  readonly isEnough?: ((text: string) => boolean) | undefined;
  /** Higher goes first where requests wait for each other. @default 0 */
  readonly urgency?: number | undefined;
  /** True when several requests in a row share the system text, so that caching it pays. */
  readonly cachePrefix?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type ChatEvent =
  | { readonly type: 'text-delta'; readonly text: string }
  /** A model of this machine is being loaded: how much of it is, from 0 to 1. */
  | { readonly type: 'model-loading'; readonly share: number }
  /** How fast a model of this machine wrote an answer, in tokens a second. */
  | { readonly type: 'model-pace'; readonly write: number }
  /** An attempt failed and will be made again: text seen so far is void. */
  | {
      readonly type: 'attempt-failed';
      readonly code: FailureCode;
      readonly message: string;
      /** What fills the places of the failure's wording, for saying it in another language. */
      readonly values: FailureValues;
      /** Count of attempts made so far. */
      readonly attempt: number;
      /** Pause before the next attempt, in milliseconds. */
      readonly waitMs: number;
    };

/** What happens beside the answer: an attempt that failed, a model that is being loaded. */
export type Aside = Exclude<ChatEvent, { type: 'text-delta' }>;

/** Passes on what happens beside an answer; the text of one in JSON is nothing to see. */
export function asidesOf<R>(asking: AsyncGenerator<ChatEvent, R>): AsyncGenerator<Aside, R> {
  return turned(asking, (event) => (event.type === 'text-delta' ? [] : [event]));
}

export type ChatResult = {
  /** The whole answer, thinking stripped. */
  readonly text: string;
  /** `stop` is a whole answer, `enough` as much of one as was wanted; the others say why it is not. */
  readonly finish: 'stop' | 'enough' | 'length' | 'cut' | 'runaway';
  /** Of all attempts together, failed ones included. */
  readonly usage: Usage;
};

/** Anything that can be asked. Throws `ModelError`; a cancellation rethrows the signal's reason. */
export type ChatModel = {
  readonly info: ModelInfo;
  /**
   * Yields the answer as it is written, returns it whole. Throws `ModelError` after retries are
   * used up, and at once for what cannot be retried.
   */
  ask(request: ChatRequest): AsyncGenerator<ChatEvent, ChatResult>;
};
