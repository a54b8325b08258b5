import { FAILURES, type FailureCode } from './failures.ts';

export type { FailureCode };

/** The languages Talkleaf speaks to its user. */
export type InterfaceLanguage = 'en' | 'zh';

/** A text of ours in every language of the interface. */
export type Bilingual = Readonly<Record<InterfaceLanguage, string>>;

/** What fills the `{name}` places of a failure's wording. A plain text in `said` or `reason` is what others said, and stays as they said it. */
export type FailureValues = Readonly<Record<string, string | number | Bilingual>>;

/** What stands against something, as a failure of that code says it. */
export type Obstacle = { readonly code: FailureCode; readonly values: FailureValues };

/** A failure a person may meet: a stable code, one sentence, and what to do next. */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: FailureCode;
  readonly values: FailureValues;

  constructor(code: FailureCode, values: FailureValues = {}, options: { cause?: unknown } = {}) {
    super(fill(FAILURES[code].en[0], values, 'en'), options);
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
    const filled = (template: string): string => fill(template, this.values, language);
    return { message: filled(message), hint: filled(hint) };
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

/** Places for the words of servers and other programs. */
const OTHERS: ReadonlySet<string> = new Set(['said', 'reason']);

/** What another program said. In a Chinese sentence it stands in quotation marks, or it would read as ours; a code needs none. */
export function told(said: string): Bilingual {
  const isSentence = /\p{Ll}{2}|\p{sc=Han}/u.test(said);
  return { en: said, zh: isSentence ? `“${said.trim().replace(/[.。]$/, '')}”` : said };
}

function fill(template: string, values: FailureValues, language: InterfaceLanguage): string {
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    // A reader is not to see the name of a place that was forgotten.
    const value = values[name] ?? '…';
    if (typeof value === 'object') return value[language];
    return OTHERS.has(name) ? told(String(value))[language] : String(value);
  });
  return text.replace(/([.。])\1+$/, '$1');
}
