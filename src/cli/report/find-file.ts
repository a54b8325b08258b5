/** The first of some kinds of files that was written, such as `note.md`; those of a later target language have its tag: `note.ja.md`. */
export function findFile(
  files: readonly string[],
  kinds: readonly (readonly [stem: string, suffix: string])[],
): string | undefined {
  return kinds
    .flatMap(([stem, suffix]) =>
      files.filter((name) => name.startsWith(`${stem}.`) && name.endsWith(`.${suffix}`)),
    )
    .at(0);
}
