import process from 'node:process';

import { drain } from '../base/async.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import type { FormatName } from '../pipeline/format-names.ts';
import { type Environment, loadSettings } from './settings/load-settings.ts';
import type { WorkEvent, WorkResult } from './talks/work-result.ts';
import { workOn } from './talks/work.ts';

export type MakeLeafOptions = {
  /** Language of the translation and the note. @default the settings' own, else 'zh' */
  readonly to?: string | undefined;
  /** Language spoken. @default detected */
  readonly from?: string | undefined;
  /** Where the folder is made. @default the current folder */
  readonly out?: string | undefined;
  /** `PROVIDER:MODEL`, or a model of your own. @default chosen by the keys in `env` */
  readonly model?: string | ChatModel | undefined;
  /** Address of an OpenAI-compatible server. */
  readonly baseUrl?: string | undefined;
  /** A file of terms: CSV, TSV or JSON. */
  readonly glossary?: string | undefined;
  /** Your wishes about style, in one line. */
  readonly style?: string | undefined;
  /** Stop cleanly before spending more, in US dollars. */
  readonly maxCost?: number | undefined;
  /** Requests under way at once, as a count. */
  readonly concurrency?: number | undefined;
  /** Which files to write. @default all of them */
  readonly formats?: readonly FormatName[] | undefined;
  /** @default true */
  readonly translation?: boolean | undefined;
  /** @default true */
  readonly note?: boolean | undefined;
  /** How the note's points are written. @default 'brief' */
  readonly noteStyle?: 'brief' | 'full' | undefined;
  /** Whether the note is judged beside the lines it rests on. @default true */
  readonly verify?: boolean | undefined;
  /** Whether the translation is read once more beside its source. @default false */
  readonly review?: boolean | undefined;
  /** Whether subtitles keep the cues that came in. @default 'keep' for subtitle files, 'rebuild' for what was heard */
  readonly cues?: 'keep' | 'rebuild' | undefined;
  /** Hears of everything that happens, as it happens. */
  readonly onEvent?: ((event: WorkEvent) => void) | undefined;
  /** Stops the work cleanly; finished work is kept. */
  readonly signal?: AbortSignal | undefined;
  /** Where keys, proxies and settings are looked for. @default the process's own environment */
  readonly env?: Environment | undefined;
};

/**
 * Does the whole job for one transcript file: translation, note, subtitles, in a folder of its own. Call
 * it again with the same input after whatever stopped it, and it goes on where it was. Throws `AppError`
 * (with `code`, `message` and `hint`), or the signal's reason.
 */
export async function makeLeaf(input: string, options: MakeLeafOptions = {}): Promise<WorkResult> {
  const {
    model,
    formats,
    translation,
    note,
    onEvent,
    signal,
    env = process.env,
    ...wishes
  } = options;
  const [named, own] = typeof model === 'string' ? [model, undefined] : [undefined, model];
  const { values: settings } = await loadSettings(env, { ...wishes, model: named });
  const working = workOn(input, { settings, env, model: own, formats, translation, note, signal });
  return await drain(working, onEvent);
}
