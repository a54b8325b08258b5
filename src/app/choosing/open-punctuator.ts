import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { primaryTag } from '../../model/language.ts';
import type { Punctuator } from '../../restore/punctuator.ts';
import type { Punctuation } from '../../speech/punctuation.ts';
import { SherpaEngine } from '../../speech/sherpa/engine/engine.ts';
import { sherpaPunctuation } from '../../speech/sherpa/punctuation.ts';
import { PUNCTUATION } from '../../weights/model-list.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import type { WorkOptions } from '../settings/work-options.ts';

/** An installed model that puts marks into text; to be stopped by whoever opened it. */
export type OpenPunctuator = { readonly punctuator: Punctuator; stop(): Promise<void> };

/**
 * Opens the installed punctuation model for a language, if there is one; of several that which knows fewest others.
 * Throws what looking it over finds.
 */
export async function openPunctuator(
  language: string,
  { env, signal }: Pick<WorkOptions, 'env' | 'signal'>,
): Promise<OpenPunctuator | undefined> {
  const home = modelsFolder(env);
  const folders = (await readdir(home).catch((): string[] => [])).filter(
    (name) => PUNCTUATION.test(name) && !name.startsWith('.'),
  );
  if (folders.length === 0) return undefined;
  // Its process is started by the first task only.
  const engine = new SherpaEngine({ env });
  const models = await Promise.all(
    folders.map((name) => sherpaPunctuation(join(home, name), engine)),
  );
  const [best] = models
    .filter(({ languages }) => languages.includes(primaryTag(language)))
    .toSorted((a, b) => a.languages.length - b.languages.length);
  if (best === undefined) return undefined;
  return { punctuator: punctuatorOf(best, signal), stop: () => engine.stop() };
}

function punctuatorOf(model: Punctuation, signal: AbortSignal | undefined): Punctuator {
  return {
    name: model.name,
    concurrency: 1,
    // It has nothing to tell on its way.
    // oxlint-disable-next-line require-yield
    async *punctuate(text) {
      return await model.punctuate(text, { signal });
    },
  };
}
