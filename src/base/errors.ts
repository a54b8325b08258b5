import { FAILURES, type FailureCode } from './failures.ts';

export type { FailureCode };

/** The languages Talkleaf speaks to its user. */
export type InterfaceLanguage = 'en' | 'zh';

/** What fills the `{name}` places of a failure's wording. */
export type FailureValues = Readonly<Record<string, string | number>>;

/** A failure a person may meet: a stable code, one sentence, and what to do next. */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: FailureCode;
  readonly values: FailureValues;

  constructor(code: FailureCode, values: FailureValues = {}, options: { cause?: unknown } = {}) {
    super(fill(FAILURES[code].en[0], values), options);
    this.code = code;
    this.values = values;
  }

  /** What the person can do about it, in one English sentence. */
  get hint(): string {
    return this.in('en').hint;
  }

  /** Exit status of the command line for this failure. */
  get exit(): number {
    return FAILURES[this.code].exit;
  }

  /** The sentence and the hint in the language of the interface. */
  in(language: InterfaceLanguage): { message: string; hint: string } {
    const [message, hint] = FAILURES[this.code][language];
    return { message: fill(message, this.values), hint: fill(hint, this.values) };
  }

  /** Walks the causes, so that a wrapped failure keeps its meaning. Works across copies of the package. */
  static find(error: unknown): AppError | undefined {
    for (let at = error; at instanceof Error; at = at.cause) {
      if (isAppError(at)) return at;
    }
    return undefined;
  }
}

function isAppError(error: Error): error is AppError {
  return 'code' in error && 'values' in error && String(error.code) in FAILURES;
}

function fill(template: string, values: FailureValues): string {
  const text = template.replace(/\{(\w+)\}/g, (place, name: string) =>
    String(values[name] ?? place),
  );
  return text.replace(/([.。])\1+$/, '$1');
}
