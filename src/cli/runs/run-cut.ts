import { extname } from 'node:path';

import { cutByText, type CutOutcome } from '../../app/cutting/cut-media.ts';
import { cuttingTools } from '../../app/cutting/cutting-tools.ts';
import { drain } from '../../base/async.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { lengthOf } from '../../cutting/segments/segments.ts';
import { progressBar } from '../progress/progress-bar.ts';
import type { CliIO } from '../terminal/io.ts';
import { CUT_WORDS } from '../wording/cut-words.ts';
import { allowPrograms, tellFetch } from './allow-programs.ts';
import type { CutFlags } from './flags.ts';

/** The surroundings of a command. */
type Around = { readonly io: CliIO; readonly language: InterfaceLanguage };

/** Suffixes of texts; what else is given is the recording. */
const TEXTS = new Set(['.md', '.markdown', '.srt', '.vtt', '.ass', '.ssa', '.lrc', '.json']);

/** Cuts one recording by its text, with progress; says on standard output where the cut is. */
export async function runCut(
  files: readonly string[],
  flags: CutFlags,
  { io, language }: Around,
): Promise<number> {
  const words = CUT_WORDS[language];
  // In any order, as autocut takes them.
  const media = files.find((path) => !TEXTS.has(extname(path).toLowerCase())) ?? files[0] ?? '';
  const lists = files.filter((path) => path !== media);
  const bar = flags.quiet ? undefined : progressBar(io.stderr, words);
  const { crf, bitrate, preset, out, force, encoding, track } = flags;
  const manner = flags.fast ? 'fast' : flags.smart ? 'smart' : 'exact';
  const tools = cuttingTools({
    env: io.env,
    allows: allowPrograms(io, { language, yes: flags.yes }),
    onProgress: tellFetch('ffmpeg', io, language),
    signal: io.signal,
  });
  const named = { media, lists, manner, out, force, encoding, track } as const;
  const work = { ...named, tools, signal: io.signal };
  const quality = { crf, bitrate, preset, evenLoudness: flags.loudness };
  try {
    const outcome = await drain(cutByText({ ...work, ...quality }), (event) => {
      bar?.show(event);
      if (flags.json) io.stdout.write(`${JSON.stringify(event)}\n`);
    });
    bar?.end();
    io.stdout.write(flags.json ? `${JSON.stringify(doneEvent(outcome))}\n` : `${outcome.media}\n`);
    return 0;
  } catch (error) {
    bar?.end();
    // Whatever an interruption made fail on its way, the person only stopped it.
    throw io.signal.aborted ? new AppError('CUT_STOPPED') : error;
  }
}

function doneEvent(outcome: CutOutcome): Readonly<Record<string, unknown>> {
  const { media, subtitles, preview, duration, segments } = outcome;
  return { type: 'done', media, subtitles, preview, duration, kept: lengthOf(segments), segments };
}
