/**
 * Letters with digits (`CO2`, `Cas9`, `x86-64`), numbers with several dots (`93.184.216.34`, `3.11.2`) and rows of twelve
 * digits or more: names, and no amounts.
 */
const CODE =
  /(?<![\p{L}\p{N}])(?:\p{sc=Latin}+[-.]?\p{N}[\p{sc=Latin}\p{N}]*(?:[-.][\p{sc=Latin}\p{N}]+)*|\p{N}+(?:\.\p{N}+){2,}|\p{N}[\p{N}.]{10,}\p{N})(?![\p{N}])/gu;

/**
 * A name with digits that a translation writes with other digits than its source: Cas2 for Cas9. `undefined` when all
 * that it writes are those of the source, or others altogether.
 */
export function wrongCode(source: string, target: string): string | undefined {
  const written = codesIn(target);
  if (written.length === 0) return undefined;
  const said = codesIn(source);
  const wrong = said.filter((code) => !written.includes(code));
  return wrong.find((code) =>
    written.some((other) => shapeOf(other) === shapeOf(code) && !said.includes(other)),
  );
}

function codesIn(text: string): string[] {
  return Array.from(text.matchAll(CODE), ([code]) => code.toLowerCase());
}

/** The same code with any digits. */
function shapeOf(code: string): string {
  return code.replace(/\p{N}+/gu, '0');
}
