import { join } from 'node:path';

import { modelsFolder } from '../../app/choosing/choose-speech.ts';
import { recommendSpeech } from '../../app/choosing/recommend-speech.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { languageName } from '../../model/language.ts';
import { networkOf } from '../../network/network.ts';
import {
  listModels,
  type LocalModel,
  pullModel,
  type PullProgress,
  removeModel,
} from '../../speech/models/local-models.ts';
import { ensureFolder } from '../../store/ensure-folder.ts';
import { takeLock } from '../../store/lock.ts';
import { slugOf } from '../../store/slug.ts';
import type { CliIO } from '../terminal/io.ts';
import { table } from '../terminal/table.ts';
import { MARKS } from '../wording/marks.ts';
import { MODEL_WORDS, type ModelWords } from '../wording/model-words.ts';
import { PROGRESS_WORDS } from '../wording/progress-words.ts';

/** Lists the models Talkleaf knows: size, languages, what each is good at, licence, which are here and which one to take. */
export async function showModels(
  io: CliIO,
  { from, json }: { readonly from?: string; readonly json?: boolean },
): Promise<number> {
  const { values } = await loadSettings(io.env, { from });
  const folder = modelsFolder(io.env);
  const models = await listModels(folder);
  const best = recommendSpeech(values.from);
  if (json) {
    const rows = models.map(({ name, kind, languages, about, licence, isInstalled }) => ({
      name,
      kind,
      languages,
      bytes: about,
      licence,
      isInstalled,
      isRecommended: name === best?.name,
    }));
    io.stdout.write(`${JSON.stringify({ folder, models: rows })}\n`);
    return 0;
  }
  const words = MODEL_WORDS[values.language];
  const { colon } = MARKS[values.language];
  const spoken = languageName(values.from ?? 'en', values.language);
  const rows = models.map((model) => ({
    kind: model.kind,
    cells: [
      `${model.isInstalled ? '*' : ' '} ${model.name}`,
      megabytes(sizeOf(model)),
      languagesOf(model, words),
      [
        model.isInstalled ? words.here : '',
        model.name === best?.name ? words.recommended(spoken) : '',
        goodAt(model.name, words),
        model.licence,
      ]
        .filter((part) => part !== '')
        .join(' · '),
    ],
  }));
  for (const kind of KINDS) {
    const own = rows.filter((row) => row.kind === kind).map(({ cells }) => cells);
    io.stdout.write(`${words.kinds[kind]}\n${table(own, io.stdout.columns)}\n\n`);
  }
  io.stdout.write(`${words.howToPull(best?.name ?? '')}\n${words.folder}${colon}${folder}\n`);
  return 0;
}

const KINDS = ['speech', 'voices', 'punctuation'] as const;

/** What is fetched, in bytes: exactly where its files are pinned. */
function sizeOf({ files, about }: LocalModel): number {
  return files?.reduce((sum, { bytes }) => sum + bytes, 0) ?? about;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** As many tags as a column has room for; of more their number. */
function languagesOf({ languages }: LocalModel, words: ModelWords): string {
  const count = typeof languages === 'number' ? languages : languages.length;
  if (count === 0) return words.anyLanguage;
  return typeof languages === 'number' || count > MOST_TAGS
    ? words.languages(count)
    : languages.join(' ');
}

const MOST_TAGS = 6;

function goodAt(name: string, { goodAt: known }: ModelWords): string {
  // Of two forms of a size one knows English only, and is that little better at it.
  return known[name] ?? known['.en'] ?? '';
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
        const { colon } = MARKS[values.language];
        io.stderr.write(`${fetching} ${progress.file}${colon}${percent} %\n`);
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
  const words = MODEL_WORDS[values.language];
  io.stdout.write(`${words.removed(name, Math.round(freed / 1_000_000))}\n`);
  return 0;
}

function percentOf({ received, total }: PullProgress): number {
  return total > 0 ? Math.floor((100 * received) / total) : 0;
}
