import type { Seconds } from './time.ts';

/** The unit of everything that follows: one sentence of the talk. */
export type Sentence = {
  /** Sentence ID: 1 to n over the whole talk, never changed once given. */
  readonly id: number;
  /** Where it starts, in seconds from the start of the media; estimated when the text had no times. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
  /** As heard. */
  readonly text: string;
  /** With misheard names put right, where that changes anything. */
  readonly corrected?: string | undefined;
  /** Words of the text that the recogniser was not sure of; not part of `talk.json`. */
  readonly unsure?: readonly string[] | undefined;
  readonly speaker?: string | undefined;
  /** Language tag such as `en`, where it is not that of the talk. */
  readonly language?: string | undefined;
  /** True when a paragraph begins here. */
  readonly paragraph: boolean;
  /** Why this may not be what was said: a recogniser's loop, or its stock phrase for silence. */
  readonly doubt?: 'loop' | 'boilerplate' | undefined;
};
