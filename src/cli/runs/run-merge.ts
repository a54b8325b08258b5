import { cuttingTools } from '../../app/cutting/cutting-tools.ts';
import { mergeListed } from '../../app/cutting/merge-listed.ts';
import { drain } from '../../base/async.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { progressBar } from '../progress/progress-bar.ts';
import type { CliIO } from '../terminal/io.ts';
import { CUT_WORDS } from '../wording/cut-words.ts';
import { allowPrograms, tellFetch } from './allow-programs.ts';
import type { MergeFlags } from './flags.ts';

/** Joins what an overview has ticked, with progress; says on standard output where it is. */
export async function runMerge(
  overview: string,
  { json = false, quiet = false, yes, ...quality }: MergeFlags,
  { io, language }: { readonly io: CliIO; readonly language: InterfaceLanguage },
): Promise<number> {
  const bar = quiet ? undefined : progressBar(io.stderr, CUT_WORDS[language]);
  try {
    const { env, signal } = io;
    const allows = allowPrograms(io, { language, yes });
    const onProgress = tellFetch('ffmpeg', io, language);
    const tools = cuttingTools({ env, allows, onProgress, signal });
    const merging = mergeListed({ overview, ...quality, tools, signal });
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
