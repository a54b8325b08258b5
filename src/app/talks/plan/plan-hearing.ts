import { basename } from 'node:path';

import { AppError, type Obstacle } from '../../../base/errors.ts';
import type { Seconds } from '../../../model/time.ts';
import { SherpaEngine } from '../../../speech/sherpa/engine/engine.ts';
import { SPEECH_MODELS } from '../../../weights/model-list.ts';
import { chooseSpeakers, chooseSpeech, speechThreads } from '../../choosing/choose-speech.ts';
import type { WorkOptions } from '../../settings/work-options.ts';

/** How a recording will be heard. */
export type PlannedHearing = {
  /** The speech model; absent where there is none. */
  readonly by?: string | undefined;
  readonly lacksSpeech?: Obstacle | undefined;
  /** About how long it takes on this machine, in seconds; absent where this model's pace was never measured. */
  readonly seconds?: Seconds | undefined;
  /** True when a site's own captions may make it unnecessary. */
  readonly unlessCaptions?: boolean | undefined;
};

/** Finds out with what a recording would be heard; what stands against it is part of the plan. */
export async function planHearing(
  { settings, env }: WorkOptions,
  duration: Seconds | undefined,
): Promise<PlannedHearing> {
  // Its process is started by the first task only.
  const engine = new SherpaEngine({ env });
  try {
    const { name } = await chooseSpeech(settings, { env, engine });
    await chooseSpeakers(settings, { env, engine });
    return { by: name, seconds: duration && secondsFor(name, duration) };
  } catch (error) {
    const failure = AppError.find(error);
    if (!failure) throw error;
    return { lacksSpeech: { code: failure.code, values: failure.values } };
  }
}

function secondsFor(name: string, duration: Seconds): Seconds | undefined {
  const listed = SPEECH_MODELS.find((each) => each.folder === basename(name));
  if (listed?.pace === undefined) return undefined;
  return (listed.pace * duration * 2) / speechThreads();
}
