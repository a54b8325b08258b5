import { modelsFolder } from '../../app/choosing/choose-speech.ts';
import { recommendSpeech } from '../../app/choosing/recommend-speech.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { goodAt } from '../../app/speech-models/good-at.ts';
import {
  fetchSpeechModel,
  listSpeechModels,
  removeSpeechModel,
  sizeOf,
} from '../../app/speech-models/speech-models.ts';
import { languageName } from '../../model/language.ts';
import type { LocalModel, PullProgress } from '../../weights/local-models.ts';
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
  const models = await listSpeechModels(io.env);
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
        goodAt(model.name, values.language),
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

/** Fetches one speech model, with progress; goes on where an earlier run stopped. */
export async function fetchModel(name: string, io: CliIO): Promise<number> {
  const { values } = await loadSettings(io.env);
  let shown = -1;
  const path = await fetchSpeechModel(name, {
    env: io.env,
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
  return 0;
}

/** Removes one speech model; says how much room that makes. */
export async function dropModel(name: string, io: CliIO): Promise<number> {
  const { values } = await loadSettings(io.env);
  const freed = await removeSpeechModel(name, io.env);
  const words = MODEL_WORDS[values.language];
  io.stdout.write(`${words.removed(name, Math.round(freed / 1_000_000))}\n`);
  return 0;
}

function percentOf({ received, total }: PullProgress): number {
  return total > 0 ? Math.floor((100 * received) / total) : 0;
}
