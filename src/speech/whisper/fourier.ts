/** Length of one transform, in samples: Whisper's frame of 25 ms at 16 kHz. */
export const FRAME = 400;

/** `FRAME` taken apart, largest first step last: sums of so many terms instead of one of `FRAME`. */
const FACTORS = [4, 4, 5, 5] as const;

const COS = Float64Array.from({ length: FRAME }, (_, at) => Math.cos((2 * Math.PI * at) / FRAME));
const SIN = Float64Array.from({ length: FRAME }, (_, at) => Math.sin((2 * Math.PI * at) / FRAME));

/** Complex numbers: their real and their imaginary parts. */
export type Complex = { readonly re: Float64Array; readonly im: Float64Array };

export function complex(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

/** Room for the terms of one sum, at each depth. */
const TERMS = FACTORS.map((factor) => complex(factor));

/** The discrete Fourier transform of `FRAME` complex numbers, by Cooley and Tukey. */
export function transform(from: Complex, to: Complex): void {
  step(from, to, { first: 0, stride: 1, at: 0, depth: 0 });
}

type Part = {
  /** Which of the given numbers this part is of: every `stride`th from `first` on. */
  readonly first: number;
  readonly stride: number;
  /** Where its transform is put. */
  readonly at: number;
  readonly depth: number;
};

function step(from: Complex, to: Complex, { first, stride, at, depth }: Part): void {
  const terms = TERMS[depth];
  if (terms === undefined) {
    to.re[at] = from.re[first] ?? 0;
    to.im[at] = from.im[first] ?? 0;
    return;
  }
  const factor = terms.re.length;
  const length = FRAME / stride / factor;
  for (let part = 0; part < factor; part++) {
    const own = { first: first + part * stride, stride: stride * factor, at: at + part * length };
    step(from, to, { ...own, depth: depth + 1 });
  }
  join(to, terms, { at, length, stride });
}

/** Makes one transform of those of its parts, which stand one after the other from `at` on. */
function join(
  to: Complex,
  terms: Complex,
  { at, length, stride }: Pick<Part, 'at' | 'stride'> & { readonly length: number },
): void {
  const factor = terms.re.length;
  for (let index = at; index < at + length; index++) {
    for (let part = 0; part < factor; part++) {
      const turn = ((index - at) * part * stride) % FRAME;
      const cos = COS[turn] ?? 0;
      const sin = SIN[turn] ?? 0;
      const re = to.re[index + part * length] ?? 0;
      const im = to.im[index + part * length] ?? 0;
      terms.re[part] = re * cos + im * sin;
      terms.im[part] = im * cos - re * sin;
    }
    for (let part = 0; part < factor; part++) {
      const { re, im } = sumAt(part, terms);
      to.re[index + part * length] = re;
      to.im[index + part * length] = im;
    }
  }
}

/** The transform of a few terms, at one frequency. */
function sumAt(frequency: number, terms: Complex): { re: number; im: number } {
  const { length } = terms.re;
  let [re, im] = [0, 0];
  for (let term = 0; term < length; term++) {
    const turn = ((frequency * term) % length) * (FRAME / length);
    const cos = COS[turn] ?? 0;
    const sin = SIN[turn] ?? 0;
    const ownRe = terms.re[term] ?? 0;
    const ownIm = terms.im[term] ?? 0;
    re += ownRe * cos + ownIm * sin;
    im += ownIm * cos - ownRe * sin;
  }
  return { re, im };
}
