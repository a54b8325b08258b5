import type { Talk } from '../../../model/talk.ts';
import { estimateWork } from '../../../pipeline/estimate.ts';
import { planModels } from '../../choosing/models.ts';
import type { WorkOptions } from '../../settings/work-options.ts';

/** What it likely costs to have some sentences of a talk translated again, in US dollars; `undefined` where no price is known. */
export async function priceOfLines(
  { sentences, language: from, target: to }: Talk,
  ids: readonly number[],
  options: WorkOptions,
): Promise<number | undefined> {
  const { model } = await planModels(options);
  if (!model || ids.length === 0) return undefined;
  const wanted = new Set(ids);
  const lines = sentences.filter(({ id }) => wanted.has(id));
  const left = { context: false, translation: 1, note: 0 };
  const { cost } = estimateWork(lines, model, { from, to, translation: true, note: false, left });
  return cost?.likely;
}
