/** A name at the beginning of a line, and what is said after it. */
export type Named = { readonly name: string; readonly rest: string };
