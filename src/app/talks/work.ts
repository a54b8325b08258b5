import { resolve } from 'node:path';

import { fingerprint } from '../../base/hash.ts';
import { isAddress } from '../../sources/web-address.ts';
import { isRecording } from '../inputs/is-recording.ts';
import { readInput } from '../inputs/read-input.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { enterPlace, leavePlace } from './folder/place.ts';
import type { WorkEvent, WorkResult } from './work-result.ts';
import { accounted, openWork, workOnTranscript } from './work-talk.ts';

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
    if (isAddress(path)) {
      const { workOnAddress } = await import('./work-address.ts');
      return yield* workOnAddress(path, out, options);
    }
    const { workOnSound } = await import('./work-recording.ts');
    return yield* workOnSound(path, out, options);
  }
  yield { type: 'step-start', step: 'read' };
  const input = await readInput(path, options);
  options.signal?.throwIfAborted();
  const content = fingerprint(input.transcript.cues);
  if (options.dryRun) {
    const { rehearseTranscript } = await import('./rehearse.ts');
    return yield* rehearseTranscript(input, { out, content, options });
  }
  const place = await enterPlace(out, input, options.force ?? false);
  try {
    const work = await openWork(content, place, options);
    return yield* accounted(workOnTranscript(input, work), work);
  } finally {
    await leavePlace(place);
  }
}
