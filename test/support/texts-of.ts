/** Texts that a pattern of literal phrases finds, made by chance: of each choice one, of what may be left out half. */

/** Chooses one of so many. */
type Choose = (count: number) => number;

/** Texts of a pattern, a number of them; those that it does not find after all are left out. */
export function textsOf(pattern: RegExp, count: number): string[] {
  const choose = chooser();
  const texts = Array.from({ length: count }, () => new Writing(pattern.source, choose).choices());
  return texts.filter((text) => pattern.test(text));
}

/** The same choices each time (the constants of Numerical Recipes, section 7.1). */
function chooser(): Choose {
  let state = 1;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

/** What stands for a class of characters. */
const CLASSES: Readonly<Record<string, string>> = {
  '\\d': '9',
  '\\s': ' ',
  '\\S': 'x',
  '\\w': 'w',
  '\\b': '',
  '\\p{Lu}': 'Q',
  '\\p{Ll}': 'q',
  '\\p{L}': 'q',
  '\\p{M}': '',
  '\\p{sc=Han}': '汉',
};
const ESCAPE = /\\(?:p\{[^}]*\}|.)/uy;
const TIMES = /(?:[?*+]|\{(\d+),?\d*\})\??/uy;
const OPENING = /\((\?(?:[:=!]|<[=!]))?/uy;

class Writing {
  #at = 0;
  readonly #source: string;
  readonly #choose: Choose;

  constructor(source: string, choose: Choose) {
    this.#source = source;
    this.#choose = choose;
  }

  /** One of the alternatives from here to the end of the group. */
  choices(): string {
    const written = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      written.push(this.#sequence());
    }
    return written[this.#choose(written.length)] ?? '';
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const piece = this.#piece();
      const times = this.#take(TIMES);
      const fewest = times === undefined ? 1 : Number(times[1] ?? times[0].startsWith('+'));
      text += piece.repeat(fewest + (times === undefined ? 0 : this.#choose(2)));
    }
    return text;
  }

  #piece(): string {
    const opening = this.#take(OPENING);
    if (opening) {
      const inside = this.choices();
      this.#at++;
      return opening[1] === undefined || opening[1] === '?:' ? inside : '';
    }
    const escape = this.#take(ESCAPE);
    if (escape) return CLASSES[escape[0]] ?? escape[0].slice(1);
    const character = this.#source[this.#at++] ?? '';
    if (character === '[') return this.#oneOfSet();
    return '^$'.includes(character) ? '' : character.replace('.', 'x');
  }

  #oneOfSet(): string {
    const inside: string[] = [];
    while (this.#source[this.#at] !== ']') {
      const escape = this.#take(ESCAPE);
      inside.push(
        escape ? (CLASSES[escape[0]] ?? escape[0].slice(1)) : (this.#source[this.#at++] ?? ''),
      );
    }
    this.#at++;
    return inside[0] === '^' ? 'x' : (inside[this.#choose(inside.length)] ?? '');
  }

  #take(what: RegExp): RegExpExecArray | undefined {
    what.lastIndex = this.#at;
    const found = what.exec(this.#source) ?? undefined;
    if (found) this.#at += found[0].length;
    return found;
  }
}
