import { join } from 'node:path';

import envPaths from 'env-paths';

import type { Environment } from './settings-file.ts';

/** Where models are kept: `TALKLEAF_MODELS`, else the user's data folder. */
export function modelsFolder(env: Environment): string {
  return env['TALKLEAF_MODELS'] ?? join(envPaths('talkleaf', { suffix: '' }).data, 'models');
}

/** The folder of the engines that run language models, among the models. */
export function enginesFolder(env: Environment): string {
  return join(modelsFolder(env), '.engines');
}
