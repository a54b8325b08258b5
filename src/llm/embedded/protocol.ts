import { z } from 'zod';

/** What the engine's process is asked to write. Sent to it as it is. */
export type Task = {
  /** Path of the model, a GGUF file. */
  readonly file: string;
  readonly system?: string | undefined;
  readonly user: string;
  /** The longest answer, in tokens. */
  readonly maxTokens: number;
  /** An answer this long, in tokens, must fit behind the prompt; else the task is refused. */
  readonly expectTokens: number;
  /** The longest context that may be made, in tokens: prompt and answer together. */
  readonly window: number;
  /** The form of the answer, as GBNF or as a JSON schema. */
  readonly grammar?: string | undefined;
  readonly schema?: Readonly<Record<string, unknown>> | undefined;
  /** Where the model is computed: false for the processor, else as the engine names it. */
  readonly gpu: Gpu;
};

/** What computes: the processor alone, Apple's or another maker's graphics. */
export type Gpu = false | 'metal' | 'cuda' | 'vulkan';

export type Request =
  | { readonly type: 'ask'; readonly id: number; readonly task: Task }
  | { readonly type: 'abort'; readonly id: number };

/** Why the engine did not do a task. */
const Refusal = z.enum(['engine', 'damaged', 'memory', 'context', 'other']);

/** What the engine did for a task. */
export const Done = z.object({
  finish: z.enum(['stop', 'length']),
  /** Tokens of the prompt, in the model's own template. */
  input: z.number(),
  /** Tokens written. */
  output: z.number(),
  /** Seconds until the first token of the answer, and from there to its end. */
  reading: z.number(),
  writing: z.number(),
});
export type Done = z.infer<typeof Done>;

export const Reply = z.discriminatedUnion('type', [
  /** How much of the model is loaded, from 0 to 1. */
  z.object({ type: z.literal('loading'), id: z.number(), share: z.number() }),
  z.object({ type: z.literal('text'), id: z.number(), text: z.string() }),
  z.object({ type: z.literal('done'), id: z.number(), value: Done }),
  z.object({
    type: z.literal('refused'),
    id: z.number(),
    why: Refusal,
    /** In the engine's words. */
    said: z.string(),
    /** The tokens of the prompt, and of the context it does not fit. */
    tokens: z.number().optional(),
    context: z.number().optional(),
  }),
]);
export type Reply = z.infer<typeof Reply>;
