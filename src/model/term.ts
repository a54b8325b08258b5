/** A name or technical term, how it was heard, and what to write for it. */
export type Term = {
  /** The correct spelling in the language of the talk. */
  readonly source: string;
  /** Wrong or variant forms as they literally stand in the transcript. */
  readonly heard: readonly string[];
  /** Ordinary words that stand for it in some sentences only. */
  readonly local?: readonly LocalForm[] | undefined;
  /** The rendering to use everywhere; `=` keeps `source` as it is. */
  readonly target: string;
  /** Who decided it: the user's glossary wins over what a model found. */
  readonly by: 'user' | 'model';
};

/** What a translation has to say for a term. */
export function renderingOf({ source, target }: Term): string {
  return target === '=' ? source : target;
}

/** A word that is right elsewhere, and the IDs of the sentences in which it was misheard. */
export type LocalForm = { readonly form: string; readonly ids: readonly number[] };

/** What the context pass found out about the talk. */
export type TalkContext = {
  /** One sentence; empty when unknown. */
  readonly topic: string;
  readonly speakers: readonly string[];
  readonly terms: readonly Term[];
};

/** What is known of a talk that nobody has read. */
export const NO_CONTEXT: TalkContext = { topic: '', speakers: [], terms: [] };
