import type { Bilingual } from './errors.ts';

/** What went wrong, in both languages, for whoever makes a failure of it. */
export class ReasonError extends Error {
  override readonly name = 'ReasonError';
  readonly reason: Bilingual;

  constructor(en: string, zh: string) {
    super(en);
    this.reason = { en, zh };
  }
}
