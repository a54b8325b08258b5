import type { ModelEntry } from './model-entry.ts';

/** A place that models are fetched from. */
export type ModelSource = {
  /** Where its addresses begin. */
  readonly base: string;
  /** How they go on: as those of the hub and of what copies it, or as ModelScope's. */
  readonly form: 'hub' | 'modelscope';
};

/**
 * Where models come from, in this order where nothing else decides: the hub, and two mirrors for mainland China. They come
 * and go (hf-mirror.com was reported to send everything on to the hub in September 2026), which is why the one that answers
 * first is taken (`choose-source.ts`).
 */
export const SOURCES: readonly ModelSource[] = [
  { base: 'https://huggingface.co', form: 'hub' },
  { base: 'https://hf-mirror.com', form: 'hub' },
  { base: 'https://www.modelscope.cn', form: 'modelscope' },
];

/** A source by an address that a person gives; ModelScope's form is told by its host. */
export function sourceAt(address: string): ModelSource {
  const isHere = /^(?:localhost|127\.|\[::1\])/i.test(address);
  const scheme = /^https?:/i.test(address) ? '' : isHere ? 'http://' : 'https://';
  const base = `${scheme}${address}`.replace(/\/+$/, '');
  const host = URL.canParse(base) ? new URL(base).host : '';
  return { base, form: /(?:^|\.)modelscope\.(?:cn|ai)$/.test(host) ? 'modelscope' : 'hub' };
}

/** Where the sherpa-onnx project keeps its models, one repository each. */
const OWNER = 'csukuangfj';

/** A model's repository at a source: its owner and its name. */
export function repositoryAt({ form }: ModelSource, model: ModelEntry): string {
  const { owner = OWNER, folder, atModelScope } = model;
  return (form === 'modelscope' ? atModelScope : undefined) ?? `${owner}/${folder}`;
}

/** The branch or commit of a model's repository at a source. ModelScope's copies have a history of their own. */
export function revisionAt({ form }: ModelSource, { revision = 'main' }: ModelEntry): string {
  return form === 'modelscope' ? 'master' : revision;
}

/** A file's address at a source. */
export function fileAddress(source: ModelSource, model: ModelEntry, file: string): string {
  const models = source.form === 'modelscope' ? '/models' : '';
  const place = `${repositoryAt(source, model)}/resolve/${revisionAt(source, model)}`;
  return `${source.base}${models}/${place}/${file}`;
}
