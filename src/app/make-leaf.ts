import process from 'node:process';

import { drain } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import { systemClock } from '../llm/pacing/clock.ts';
import { Limiters } from '../llm/pacing/limiter.ts';
import { findTalks } from './inputs/find-talks.ts';
import { loadSettings } from './settings/load-settings.ts';
import type { Environment } from './settings/settings-file.ts';
import type { Settings } from './settings/settings.ts';
import { withOffline } from './settings/with-offline.ts';
import type { WorkOptions } from './settings/work-options.ts';
import type { WorkEvent, WorkResult } from './talks/work-result.ts';
import { workOn } from './talks/work.ts';

/**
 * How talks are worked on: any setting by its name in the settings file (`docs/settings.md`), which goes before that file
 * and the environment, and the wishes of one run. Paths are relative to the process's own folder.
 */
export type MakeLeafOptions = Partial<Omit<Settings, 'model'>> &
  Omit<WorkOptions, 'settings' | 'env' | 'model' | 'limiters'> & {
    /** `PROVIDER:MODEL`, or a model of your own. @default chosen by the keys in `env` */
    readonly model?: string | ChatModel | undefined;
    /** Hears of everything that happens, as it happens. */
    readonly onEvent?: ((event: WorkEvent) => void) | undefined;
    /** Where keys, proxies and settings are looked for. @default the process's own environment */
    readonly env?: Environment | undefined;
  };

/**
 * Does the whole job for one talk: a link, a recording, a transcript, or `-` for `stdin`. Translation, note and subtitles
 * go to a folder of their own. Call it again with the same input after whatever stopped it, and it goes on where it was.
 * Throws `AppError` (with `code`, `message` and `hint`), `SOURCE_LIST` for what holds several talks, or the signal's reason.
 */
export async function makeLeaf(input: string, options: MakeLeafOptions = {}): Promise<WorkResult> {
  const work = await workOptions(options);
  const { talks } = await findTalks([input], work);
  const [talk = input] = talks;
  if (talks.length > 1) throw new AppError('SOURCE_LIST', { url: input, count: talks.length });
  return await drain(workOn(talk, work), options.onEvent);
}

/** What became of one of several talks. */
export type LeafOutcome =
  | { readonly input: string; readonly result: WorkResult }
  | { readonly input: string; readonly error: unknown };

/**
 * Does the job for several talks, one after another: inputs as above, folders, text files of links, playlists, channels.
 * One that fails does not stop the others. Throws what keeps inputs from being found, or the signal's reason.
 */
export async function* makeLeaves(
  inputs: readonly string[],
  options: MakeLeafOptions = {},
): AsyncGenerator<LeafOutcome, void> {
  const work = await workOptions(options);
  const { talks } = await findTalks(inputs, work);
  for (const input of talks) {
    try {
      yield { input, result: await drain(workOn(input, work), options.onEvent) };
    } catch (error) {
      work.signal?.throwIfAborted();
      yield { input, error };
    }
  }
}

async function workOptions(options: MakeLeafOptions): Promise<WorkOptions> {
  const { model, formats, translation, note, dryRun, force, encoding, fps, track, stdin, ...rest } =
    options;
  const { signal, env = process.env, allows, onEvent: _, ...wishes } = rest;
  const [named, own] = typeof model === 'string' ? [model, undefined] : [undefined, model];
  const { values: settings } = await loadSettings(env, { ...wishes, model: named });
  const what = { formats, translation, note, dryRun, force, encoding, fps, track };
  const run = { ...what, stdin, allows, signal, env: withOffline(env, settings) };
  return { ...run, settings, model: own, limiters: new Limiters(systemClock) };
}
