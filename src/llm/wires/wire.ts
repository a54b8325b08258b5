import type { StructuredMode } from '../models/providers.ts';
import type { Settings } from '../models/settings.ts';
import type { Post } from './exchange.ts';
import type { Row } from './rows.ts';

/** One request as every wire gets it: settled, nothing left to decide. */
export type WireCall = {
  readonly baseUrl: string;
  readonly key?: string | undefined;
  readonly model: string;
  readonly system?: string | undefined;
  readonly user: string;
  /** The longest answer, in tokens. */
  readonly maxTokens: number;
  /** Size the server should give its context, in tokens; for servers that let us choose. */
  readonly contextTokens: number;
  readonly schema?: Readonly<Record<string, unknown>> | undefined;
  readonly structured: StructuredMode;
  /** The rows of the answer, where they are enforced; as a schema they stand in `schema`. */
  readonly rows?: readonly Row[] | undefined;
  readonly settings: Settings;
  /** True when the system text should be kept in the server's cache. */
  readonly cacheSystem: boolean;
  /** Watches the time and refuses what is no answer; see `exchange.ts`. */
  readonly post: Post;
  readonly signal: AbortSignal;
};

/** Token counts as reported, made alike over all providers. */
export type ReportedUsage = {
  /** Input tokens, cached ones included. */
  readonly input: number;
  /** Output tokens, reasoning included. */
  readonly output: number;
  /** Input tokens read from the cache. */
  readonly cached: number;
  /** Input tokens written to the cache. */
  readonly cacheWrite: number;
  /** Output tokens spent on reasoning. */
  readonly reasoning: number;
};

/** What comes in over a wire. */
export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  /** The model thinks; shown to nobody. */
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'usage'; readonly usage: ReportedUsage }
  /** An error the server put into a stream that began well. */
  | { readonly type: 'error'; readonly body: string; readonly status?: number | undefined }
  /** Why it ended: `none` when the server did not say; `other` with the server's own word. */
  | {
      readonly type: 'finish';
      readonly reason: 'stop' | 'length' | 'filter' | 'none' | 'other';
      readonly word?: string | undefined;
    };

export type Wire = {
  ask(call: WireCall): AsyncGenerator<WirePart>;
  /** A whole JSON answer as the text of the stream it stands for; `undefined` when it is none. */
  readonly asStream?: ((answer: unknown) => string | undefined) | undefined;
};
