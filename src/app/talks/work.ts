import { join, resolve } from 'node:path';

import { volatileMemory } from '../../base/memory.ts';
import { openLedger } from '../../llm/ledger.ts';
import { isAddress } from '../../sources/web-address.ts';
import { slugOf } from '../../store/slug.ts';
import { modelFor, openModels } from '../choosing/models.ts';
import { isRecording } from '../inputs/is-recording.ts';
import { type Input, readInput } from '../inputs/read-input.ts';
import { restoreForPlan } from '../inputs/restore-input.ts';
import { enterPlace, leavePlace } from './place.ts';
import { planTalk } from './plan.ts';
import { stages, type WorkOptions } from './work-options.ts';
import { summary, type WorkEvent, type WorkResult } from './work-result.ts';
import { announce, transcriptOf, withUsage, workOnTranscript } from './work-talk.ts';

/**
 * Does the whole job for one input: reads or hears it, translates, takes the note, writes the folder. Run again
 * after whatever stopped it, it goes on where it was. Throws `AppError` with a hint.
 */
export async function* workOn(
  path: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const out = resolve(options.settings.out);
  if (isAddress(path) || (await isRecording(path, options.signal))) {
    // Engines and downloaders are loaded only where they are needed: a transcript does without.
    const { workOnAddress, workOnSound } = await import('./work-recording.ts');
    return yield* isAddress(path)
      ? workOnAddress(path, out, options)
      : workOnSound(path, out, options);
  }
  yield { type: 'step-start', step: 'read' };
  const input = await readInput(path, options);
  options.signal?.throwIfAborted();
  if (options.dryRun) return yield* rehearse(input, join(out, slugOf(input.title)), options);
  const place = await enterPlace(out, input, options.force ?? false);
  try {
    const models = await openModels(options, place.journal);
    const working = workOnTranscript(input, { place, options, models });
    return yield* withUsage(working, models.ledger);
  } finally {
    await leavePlace(place);
  }
}

/** Only plans and estimates. */
async function* rehearse(
  input: Input,
  folder: string,
  options: WorkOptions,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { settings } = options;
  const memory = volatileMemory();
  const restored = await restoreForPlan(input, options);
  const request = await planTalk(restored, { ...stages(options), settings, folder, memory });
  yield* announce(request, { models: { model: await modelFor(options) }, folder });
  const talk = await transcriptOf(request);
  return { ...summary(talk, openLedger()), status: 'planned', folder, files: [] };
}
