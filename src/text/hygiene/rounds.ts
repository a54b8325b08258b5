/** Fewest rounds worth a count instead of the words. */
const FEWEST_ROUNDS = 3;

/**
 * A text that says the same over and over as one round and how often: `I see. ×199`. Any other text
 * stays as it is. Takes time in proportion to its length.
 */
export function oneRound(text: string): string {
  const units = text.match(/\p{sc=Han}[^\p{L}\p{N}\s]*|\S+?(?=\p{sc=Han}|\s|$)/gu) ?? [];
  const length = periodOf(units);
  const rounds = units.length / length;
  if (rounds < FEWEST_ROUNDS) return text;
  const last = units[length - 1] ?? '';
  const at = placeAfter(text, units.slice(0, length));
  return `${text.slice(0, at).trimEnd() || last} ×${Math.floor(rounds)}`;
}

/** After how many units they repeat to the end, by the failure function of Knuth, Morris and Pratt. */
function periodOf(units: readonly string[]): number {
  const borders = [0];
  let border = 0;
  for (let at = 1; at < units.length; at++) {
    while (border > 0 && units[at] !== units[border]) border = borders[border - 1] ?? 0;
    if (units[at] === units[border]) border += 1;
    borders.push(border);
  }
  return Math.max(1, units.length - border);
}

function placeAfter(text: string, units: readonly string[]): number {
  let at = 0;
  for (const unit of units) at = text.indexOf(unit, at) + unit.length;
  return at;
}
