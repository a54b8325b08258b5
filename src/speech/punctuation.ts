/** A model that puts marks into text, on this machine. */
export type Punctuation = {
  /** What to call it to a person: the name of its folder. */
  readonly name: string;
  /** Tags of the languages it knows. */
  readonly languages: readonly string[];
  /** The text with marks, and capitals where its model has them. Throws `AppError`. */
  punctuate(text: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<string>;
};
