import { mergeListed } from '../../app/cutting/merge-listed.ts';
import { drain } from '../../base/async.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { progressBar } from '../progress/progress-bar.ts';
import type { CliIO } from '../terminal/io.ts';
import { CUT_WORDS } from '../wording/cut-words.ts';
import type { MergeFlags } from './flags.ts';

/** Joins what an overview has ticked, with progress; says on standard output where it is. */
export async function runMerge(
  overview: string,
  { json = false, quiet = false, ...quality }: MergeFlags,
  { io, language }: { readonly io: CliIO; readonly language: InterfaceLanguage },
): Promise<number> {
  const bar = quiet ? undefined : progressBar(io.stderr, CUT_WORDS[language]);
  try {
    const merging = mergeListed({ overview, ...quality, signal: io.signal });
    const outcome = await drain(merging, (event) => {
      bar?.show(event);
      if (json) io.stdout.write(`${JSON.stringify(event)}\n`);
    });
    bar?.end();
    io.stdout.write(
      json ? `${JSON.stringify({ type: 'done', ...outcome })}\n` : `${outcome.media}\n`,
    );
    return 0;
  } catch (error) {
    bar?.end();
    // Whatever an interruption made fail on its way, the person only stopped it.
    throw io.signal.aborted ? new AppError('CUT_STOPPED') : error;
  }
}
