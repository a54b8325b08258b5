import type { WantedProgram, WorkOptions } from '../../app/settings/work-options.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import type { FetchProgress } from '../../media/program/fetch-ffmpeg.ts';
import { askYes, canAsk } from '../terminal/ask.ts';
import type { CliIO } from '../terminal/io.ts';
import { MARKS } from '../wording/marks.ts';
import { PROGRAM_WORDS } from '../wording/program-words.ts';
import { PROGRESS_WORDS } from '../wording/progress-words.ts';

type Asking = {
  readonly language: InterfaceLanguage;
  /** True when it was said beforehand that they may. */
  readonly yes?: boolean | undefined;
  /** Clears the place where the question stands. */
  readonly makeRoom?: (() => void) | undefined;
};

/** Whether missing programs may be fetched: with `--yes`, or when whoever sits at the terminal says so, who is asked once. */
export function allowPrograms(
  io: CliIO,
  { language, yes = false, makeRoom }: Asking,
): NonNullable<WorkOptions['allows']> {
  let answer: Promise<boolean> | undefined;
  return async ({ program, bytes }: WantedProgram) => {
    if (yes) return true;
    if (!canAsk(io)) return false;
    makeRoom?.();
    const size = Math.round(bytes / 1_000_000);
    answer ??= askYes(PROGRAM_WORDS[language].ask(program, size), io);
    return await answer;
  };
}

/** A line is printed each time this much more of it is here, in percent. */
const STEP = 10;

/** Tells in lines how far the fetching of a program is. */
export function tellFetch(
  program: string,
  { stderr }: CliIO,
  language: InterfaceLanguage,
): (progress: Pick<FetchProgress, 'bytes'> & { readonly total?: number | undefined }) => void {
  let shown = -STEP;
  return ({ bytes, total = 0 }) => {
    const percent = total > 0 ? Math.floor((100 * bytes) / total) : 0;
    if (percent < shown + STEP) return;
    shown = percent;
    const { fetching } = PROGRESS_WORDS[language];
    stderr.write(`${fetching} ${program}${MARKS[language].colon}${percent} %\n`);
  };
}
