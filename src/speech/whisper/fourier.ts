/** Length of one transform, in samples: Whisper's frame of 25 ms at 16 kHz. */
export const FRAME = 400;

/** `FRAME` taken apart: in each step, so many transforms become one that is so many times as long. */
const FACTORS = [5, 5, 4, 4] as const;

/** Complex numbers: their real and their imaginary parts. */
export type Complex = { readonly re: Float64Array; readonly im: Float64Array };

export function complex(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

/** Numbers on the unit circle, by the share of a turn they have gone back. */
function turnedBack(turns: readonly number[]): Complex {
  const angles = turns.map((turn) => -2 * Math.PI * turn);
  return { re: Float64Array.from(angles, Math.cos), im: Float64Array.from(angles, Math.sin) };
}

/** For each of `rows`, its products with 0, 1, … up to `columns`, as shares of `of`. */
function products(rows: number, columns: number, of: number): number[] {
  return Array.from({ length: rows * columns }, (_, at) => {
    const row = Math.floor(at / columns);
    return (row * (at % columns)) / of;
  });
}

type Step = {
  /** How many transforms become one, and how long they were. */
  readonly factor: number;
  readonly length: number;
  /** By what each of their numbers is multiplied: `factor` numbers for each place. */
  readonly twiddles: Complex;
  /** The transform of `factor` numbers, row by row. */
  readonly matrix: Complex;
};

const STEPS = FACTORS.map((factor, at): Step => {
  const length = FACTORS.slice(0, at).reduce((product, each) => product * each, 1);
  return {
    factor,
    length,
    twiddles: turnedBack(products(length, factor, length * factor)),
    matrix: turnedBack(products(factor, factor, factor)),
  };
});

/** Which of the given numbers stands at each place before the first step. */
const ORDER = FACTORS.reduceRight<number[][]>(
  (parts, factor) =>
    parts.flatMap((part) =>
      Array.from({ length: factor }, (_, first) => part.filter((__, at) => at % factor === first)),
    ),
  [Array.from({ length: FRAME }, (_, at) => at)],
).flat();

/** The discrete Fourier transform of `FRAME` complex numbers, by Cooley and Tukey. */
export function transform(from: Complex, to: Complex): void {
  for (let at = 0; at < FRAME; at++) {
    const given = ORDER[at] ?? 0;
    to.re[at] = from.re[given] ?? 0;
    to.im[at] = from.im[given] ?? 0;
  }
  for (const step of STEPS) join(to, step);
}

/** Room for the terms of one sum. */
const TERMS = complex(Math.max(...FACTORS));

/** Makes one transform of every `factor` that stand one behind the other. Makes no objects: it runs 6,000 times a window. */
function join(numbers: Complex, step: Step): void {
  const { factor, length } = step;
  for (let block = 0; block < FRAME; block += factor * length)
    for (let first = block; first < block + length; first++) {
      takeTerms(numbers, step, first);
      putSums(numbers, step, first);
    }
}

/** Takes one number of each transform, turned as far as its place wants. */
function takeTerms({ re, im }: Complex, { factor, length, twiddles }: Step, first: number): void {
  const place = first % length;
  for (let part = 0; part < factor; part++) {
    const ownRe = re[first + part * length] ?? 0;
    const ownIm = im[first + part * length] ?? 0;
    const turnRe = twiddles.re[place * factor + part] ?? 0;
    const turnIm = twiddles.im[place * factor + part] ?? 0;
    TERMS.re[part] = ownRe * turnRe - ownIm * turnIm;
    TERMS.im[part] = ownRe * turnIm + ownIm * turnRe;
  }
}

/** Puts the transform of the terms where they were taken from. */
function putSums({ re, im }: Complex, { factor, length, matrix }: Step, first: number): void {
  for (let part = 0; part < factor; part++) {
    let sumRe = 0;
    let sumIm = 0;
    for (let term = 0; term < factor; term++) {
      const ownRe = TERMS.re[term] ?? 0;
      const ownIm = TERMS.im[term] ?? 0;
      const turnRe = matrix.re[part * factor + term] ?? 0;
      const turnIm = matrix.im[part * factor + term] ?? 0;
      sumRe += ownRe * turnRe - ownIm * turnIm;
      sumIm += ownRe * turnIm + ownIm * turnRe;
    }
    re[first + part * length] = sumRe;
    im[first + part * length] = sumIm;
  }
}
