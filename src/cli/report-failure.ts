import { AppError, type InterfaceLanguage } from '../base/errors.ts';
import type { CliIO } from './io.ts';

export type ReportOptions = {
  readonly io: CliIO;
  readonly language: InterfaceLanguage;
  /** True when events go to standard output as JSON: the failure is then one of them. */
  readonly json: boolean;
  /** What was being worked on, when there were several inputs. */
  readonly about?: string | undefined;
};

/** Exit status of a failure that is a mistake of ours. */
const BUG = 1;

/** Tells a person what failed and what to do next; gives the exit status. A bug shows its stack. */
export function report(error: unknown, { io, language, json, about }: ReportOptions): number {
  const failure = AppError.find(error);
  const before = about === undefined ? '' : `${about}: `;
  if (!failure) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(`${before}${stack}\n${BUG_WORDS[language]}\n`);
    if (json) writeEvent(io, { type: 'failed', code: 'BUG', message: String(error) });
    return BUG;
  }
  const { message, hint } = failure.in(language);
  io.stderr.write(`${before}${message}\n${hint}\n`);
  if (json) writeEvent(io, { type: 'failed', input: about, code: failure.code, message, hint });
  return failure.exit;
}

const BUG_WORDS: Readonly<Record<InterfaceLanguage, string>> = {
  en: 'This is a bug in Talkleaf. Finished work is kept.',
  zh: '这是 Talkleaf 自身的错误，已完成的部分不会丢失。',
};

function writeEvent(io: CliIO, event: Readonly<Record<string, unknown>>): void {
  io.stdout.write(`${JSON.stringify(event)}\n`);
}
