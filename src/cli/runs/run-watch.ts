import { cutByText } from '../../app/cutting/cut-media.ts';
import { cuttingTools } from '../../app/cutting/cutting-tools.ts';
import { mergeListed } from '../../app/cutting/merge-listed.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { withOffline } from '../../app/settings/with-offline.ts';
import type { WorkEvent } from '../../app/talks/work-result.ts';
import { workOn } from '../../app/talks/work.ts';
import { watchFolder, type WatchEvent, type WatchTools } from '../../app/watch/watch-folder.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import type { CutEvent } from '../../cutting/cut-job.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import type { CliIO } from '../terminal/io.ts';
import { WATCH_WORDS, type WatchWords } from '../wording/watch-words.ts';
import type { WatchFlags } from './flags.ts';

type Happening = WorkEvent | CutEvent;

/** Watches a folder until Ctrl-C. */
export async function runWatch(
  folder: string,
  flags: WatchFlags,
  { io, language }: { readonly io: CliIO; readonly language: InterfaceLanguage },
): Promise<number> {
  const { settle, poll: isPolling, json = false, quiet = false } = flags;
  if (settle !== undefined && !(settle >= 0)) {
    const problem = { en: '--settle wants a number of seconds.', zh: '--settle 后面要写秒数。' };
    throw new AppError('USAGE', { problem });
  }
  const tools = await toolsFor(folder, flags, io);
  const settleMs = settle === undefined ? undefined : 1000 * settle;
  const watching = watchFolder(folder, tools, { settleMs, isPolling, signal: io.signal });
  for await (const event of watching) {
    if (json) io.stdout.write(`${JSON.stringify(event)}\n`);
    const said = quiet ? undefined : sentenceFor(event, WATCH_WORDS[language], language);
    if (said !== undefined) io.stderr.write(`${said}\n`);
  }
  return 0;
}

async function toolsFor(
  folder: string,
  flags: WatchFlags,
  io: CliIO,
): Promise<WatchTools<Happening>> {
  const { to, from, model, baseUrl, speech, glossary, maxCost, offline, note = false } = flags;
  const translation = flags.translation ?? note;
  const given = { to, from, model, baseUrl, speech, glossary, maxCost, offline, out: folder };
  const { values: settings } = await loadSettings(io.env, given);
  const { signal } = io;
  const env = withOffline(io.env, settings);
  const limiters = new Limiters(systemClock);
  const tools = cuttingTools({ env, signal });
  return {
    hear: async function* (media) {
      const options = { settings, env, translation, note, limiters, signal };
      const result = yield* workOn(media, options);
      return result.folder;
    },
    cut: async function* (media, list) {
      yield* cutByText({ media, lists: [list], tools, signal });
    },
    merge: async function* (overview) {
      yield* mergeListed({ overview, tools, signal });
    },
  };
}

function sentenceFor(
  event: WatchEvent<Happening>,
  words: WatchWords,
  language: InterfaceLanguage,
): string | undefined {
  switch (event.type) {
    case 'watch-start':
      return words.watching(event.folder);
    case 'job-start':
      return { hear: words.hearing, cut: words.cutting, merge: words.joining }[event.job](
        event.name,
      );
    case 'job-end':
      return words.done(event.name);
    case 'job-failed': {
      const { message, hint } = new AppError(event.code, event.values).in(language);
      return `${words.failed(event.name, message)}\n  ${hint}`;
    }
    default:
      return undefined;
  }
}
