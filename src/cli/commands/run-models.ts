import { join } from 'node:path';

import { modelsFolder } from '../../app/choosing/choose-speech.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { networkOf } from '../../network/network.ts';
import {
  listModels,
  pullModel,
  type PullProgress,
  removeModel,
} from '../../speech/models/local-models.ts';
import { ensureFolder } from '../../store/ensure-folder.ts';
import { takeLock } from '../../store/lock.ts';
import { slugOf } from '../../store/slug.ts';
import type { CliIO } from '../io.ts';
import { PROGRESS_WORDS } from '../wording/progress-words.ts';

/** Lists the speech models Talkleaf knows, and which of them are here. */
export async function showModels(io: CliIO): Promise<number> {
  const folder = modelsFolder(io.env);
  for (const { name, languages, isInstalled } of await listModels(folder)) {
    const spoken = languages ? languages.slice(0, 8).join(' ') : '99';
    io.stdout.write(`${isInstalled ? '*' : ' '} ${name.padEnd(28)} ${spoken}\n`);
  }
  io.stdout.write(`\n${folder}\n`);
  return 0;
}

/** Fetches one speech model, with progress; goes on where an earlier run stopped. */
export async function fetchModel(name: string, io: CliIO): Promise<number> {
  const { values } = await loadSettings(io.env);
  const own = io.env['HF_ENDPOINT'];
  const mirrors = own === undefined ? undefined : [own];
  let shown = -1;
  const folder = modelsFolder(io.env);
  await ensureFolder(folder);
  // Two that fetch the same model would write over each other.
  const release = await takeLock(join(folder, `.${slugOf(name)}.lock`), folder);
  try {
    const path = await pullModel(name, {
      folder,
      send: networkOf(io.env),
      mirrors,
      signal: io.signal,
      onProgress: (progress) => {
        const percent = percentOf(progress);
        if (percent < shown + 5 && percent < 100) return;
        shown = percent;
        const { fetching } = PROGRESS_WORDS[values.language];
        io.stderr.write(`${fetching} ${progress.file}: ${percent} %\n`);
      },
    });
    io.stdout.write(`${path}\n`);
  } finally {
    await release();
  }
  return 0;
}

/** Removes one speech model; says how much room that makes. */
export async function dropModel(name: string, io: CliIO): Promise<number> {
  const { values } = await loadSettings(io.env);
  const folder = modelsFolder(io.env);
  const freed = await removeModel(name, { folder });
  const words = PROGRESS_WORDS[values.language];
  io.stdout.write(`${words.removed(name, Math.round(freed / 1_000_000))}\n`);
  return 0;
}

function percentOf({ received, total }: PullProgress): number {
  return total > 0 ? Math.floor((100 * received) / total) : 0;
}
