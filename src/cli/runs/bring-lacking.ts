import { type Lacking, lackingFor } from '../../app/choosing/lacking.ts';
import { fetchModel } from '../../app/models/fetch-model.ts';
import { bringLanguageEngine } from '../../app/models/language-engine.ts';
import { reckonedPace, secondsAnHour } from '../../app/models/language-pace.ts';
import type { Settings } from '../../app/settings/settings.ts';
import { withOffline } from '../../app/settings/with-offline.ts';
import { byteSize } from '../../base/byte-size.ts';
import { isOffline } from '../../network/offline.ts';
import { fetchProgress } from '../progress/fetch-progress.ts';
import { askYes, canAsk } from '../terminal/ask.ts';
import type { CliIO } from '../terminal/io.ts';
import { MARKS } from '../wording/marks.ts';
import { MODEL_WORDS } from '../wording/model-words.ts';

/**
 * Brings what the language models of this machine that the settings name still lack: with `--yes`, or when whoever sits at
 * the terminal says so, who is asked once. Without either nothing is fetched, and opening the model says what to do.
 */
export async function bringLacking(
  settings: Settings,
  { io, yes = false }: { readonly io: CliIO; readonly yes?: boolean | undefined },
): Promise<void> {
  if (isOffline(withOffline(io.env, settings))) return;
  const lacking = await lackingFor(settings, io.env);
  if (!lacking) return;
  const words = MODEL_WORDS[settings.language];
  const seconds = lacking.models.map(({ about }) => secondsAnHour(reckonedPace(about)));
  const names = lacking.models.map(({ name }) => name);
  const minutes = Math.round(Math.max(0, ...seconds) / 60);
  const question = [
    words.ask(byteSize(lacking.bytes), names.join(MARKS[settings.language].between)),
    ...(minutes > 0 ? [words.anHour(minutes)] : []),
    `${words.goOn} [Y/n] `,
  ].join(' ');
  if (!yes && !canAsk(io)) return;
  if (!yes && !(await askYes(question, io))) return;
  await bring(lacking, settings, io);
}

async function bring(
  { models, isEngine }: Lacking,
  { language, modelsFrom }: Settings,
  io: CliIO,
): Promise<void> {
  const { env, signal, stderr } = io;
  const words = MODEL_WORDS[language];
  if (isEngine) {
    stderr.write(`${words.fetchingEngine}\n`);
    await bringLanguageEngine(env, signal);
  }
  const progress = fetchProgress(stderr, words);
  try {
    for (const { name } of models) {
      const onProgress = progress.show.bind(progress);
      await fetchModel(name, { env, modelsFrom, signal, onProgress });
    }
  } finally {
    progress.end();
  }
}
