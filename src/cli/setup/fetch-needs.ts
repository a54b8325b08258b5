import type { Settings } from '../../app/settings/settings.ts';
import { meetNeed, type Need, needsOf } from '../../app/setup/needs.ts';
import { AppError } from '../../base/errors.ts';
import { isOffline } from '../../network/offline.ts';
import { fetchProgress } from '../progress/fetch-progress.ts';
import { MODEL_WORDS } from '../wording/model-words.ts';
import { type Around, failureText, spokenBy } from './around.ts';
import { askSource, type Source } from './ask-source.ts';

/**
 * Fetches what the work with these settings lacks, once the person has agreed; gives what is still lacking then. After a
 * failure it is asked again, and what has come is kept. Throws the last failure.
 */
export async function fetchNeeds(settings: Settings, around: Around): Promise<Need[]> {
  const { env, dialogue, signal } = around;
  for (let times = 1; ; times++) {
    const needs = await needsOf({ env, settings, signal });
    const wanted = needs.filter(({ canFetch }) => canFetch);
    if (wanted.length === 0 || isOffline(env)) return needs;
    const source = await askSource(wanted, around);
    if (!source) return needs;
    try {
      for (const need of wanted) await fetchOne(need, source, around);
      return await needsOf({ env, settings, signal });
    } catch (error) {
      signal.throwIfAborted();
      const failure = AppError.find(error);
      if (!failure || times >= dialogue.patience) throw error;
      dialogue.say(failureText(failure, around));
    }
  }
}

async function fetchOne(need: Need, { modelsFrom }: Source, around: Around): Promise<void> {
  const { env, signal, output, dialogue } = around;
  const words = MODEL_WORDS[spokenBy(around)];
  // npm does not tell how far it is.
  if (need.kind === 'engine') dialogue.say(words.fetchingEngine);
  const progress = fetchProgress(output, words);
  try {
    await meetNeed(need, {
      env,
      modelsFrom,
      signal,
      onModel: (each) => progress.show(each),
      onProgram: ({ bytes, total }) => progress.show({ file: need.name, received: bytes, total }),
    });
  } finally {
    progress.end();
  }
}
