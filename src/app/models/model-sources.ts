import { type ModelSource, sourceAt, SOURCES } from '../../weights/model-source.ts';
import type { Environment } from '../settings/settings-file.ts';

/** Where a person wants models to come from, if anywhere. */
export type ModelsFrom = {
  readonly env: Environment;
  /** The setting of that name. */
  readonly modelsFrom?: string | undefined;
};

/** Variables that name a model hub, as other programs read them: llama.cpp the first before the second, the hub's own the second. */
const VARIABLES = ['MODEL_ENDPOINT', 'HF_ENDPOINT'] as const;

/** Where models are asked for: at the address a person has set, and nowhere else then; else wherever we know. */
export function sourcesFor({ env, modelsFrom }: ModelsFrom): readonly ModelSource[] {
  const own = modelsFrom ?? VARIABLES.map((name) => env[name]).find((value) => value);
  return own === undefined ? SOURCES : [sourceAt(own)];
}
