import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { systemFailure } from '../../base/system-failure.ts';
import type { CliIO } from '../terminal/io.ts';
import { MARKS } from '../wording/marks.ts';

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

/** Tells a person what failed and what to do next; gives the exit status. Of a bug, where it is on request only. */
export function report(error: unknown, { io, language, json, about }: ReportOptions): number {
  const failure = AppError.find(error) ?? systemFailure(error);
  const before = about === undefined ? '' : about + MARKS[language].colon;
  if (!failure) {
    io.stderr.write(`${before}${BUG_WORDS[language](wordsOf(error, io))}\n`);
    if (json) writeEvent(io, { type: 'failed', input: about, code: 'BUG', message: String(error) });
    return BUG;
  }
  const { message, hint } = failure.in(language);
  io.stderr.write(`${before}${message}\n${hint}\n`);
  if (json) writeEvent(io, { type: 'failed', input: about, code: failure.code, message, hint });
  return failure.exit;
}

const BUG_WORDS: Readonly<Record<InterfaceLanguage, (said: string) => string>> = {
  en: (said) =>
    `Something went wrong that should not (${said}).\nThis is a fault of Talkleaf's. Finished work is kept; run the same command again to go on, with --verbose to see where it is.`,
  zh: (said) =>
    `出现了不应有的错误：“${said}”。\n这是 Talkleaf 自身的问题，已完成的部分不会丢失；再运行同一条命令即可继续，加上 --verbose 可以看到出错的位置。`,
};

/** What is told when nothing happens any more, and the work is not done. */
export function standstill(language: InterfaceLanguage): Error {
  return new Error(STANDSTILL[language]);
}

const STANDSTILL: Readonly<Record<InterfaceLanguage, string>> = {
  en: 'the work came to a standstill',
  zh: '工作停住，没有完成',
};

function wordsOf(error: unknown, { argv }: CliIO): string {
  if (!(error instanceof Error)) return String(error);
  const isWanted = argv.includes('--verbose');
  return isWanted ? (error.stack ?? error.message) : error.message || error.name;
}

function writeEvent(io: CliIO, event: Readonly<Record<string, unknown>>): void {
  io.stdout.write(`${JSON.stringify(event)}\n`);
}
