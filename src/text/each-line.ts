/** The lines of a text one by one, without holding them all: a text of nothing but line ends has as many lines as characters. */
export function* eachLine(text: string): Generator<string, void> {
  let from = 0;
  while (from <= text.length) {
    const at = text.indexOf('\n', from);
    const to = at === -1 ? text.length : at;
    yield text.slice(from, to);
    from = to + 1;
  }
}
