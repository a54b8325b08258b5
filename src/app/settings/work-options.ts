import type { ChatModel } from '../../llm/chat-model.ts';
import type { Limiters } from '../../llm/pacing/limiter.ts';
import type { Fence } from '../../network/fence.ts';
import type { FormatName } from '../../pipeline/format-names.ts';
import type { Environment } from './settings-file.ts';
import type { Settings } from './settings.ts';

/** A program that would have to be fetched. */
export type WantedProgram = {
  readonly program: string;
  /** How much is fetched, in bytes. */
  readonly bytes: number;
};

/** How one input is worked on. */
export type WorkOptions = {
  readonly settings: Settings;
  readonly env: Environment;
  /** @default all of them */
  readonly formats?: readonly FormatName[] | undefined;
  /** @default true */
  readonly translation?: boolean | undefined;
  /** @default true */
  readonly note?: boolean | undefined;
  /** Only plan and estimate; nothing is asked or written. @default false */
  readonly dryRun?: boolean | undefined;
  /** Forget what earlier runs have done. @default false */
  readonly force?: boolean | undefined;
  /** Ask once more for lines that an earlier run marked as doubtful. @default false */
  readonly retriesMarked?: boolean | undefined;
  /** Encoding of the transcript, whatever it looks like. */
  readonly encoding?: string | undefined;
  /** Frames a second, for times that count frames. @default what the file says, else 25 */
  readonly fps?: number | undefined;
  /** Which sound track of a recording is heard: its number from 1, its language, or part of its title. @default the one in the language spoken, else the default one */
  readonly track?: string | undefined;
  /** Where `-` is read from. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Asked instead of the model the settings name. */
  readonly model?: ChatModel | undefined;
  /** Shared by all talks of a run, so that they keep the limits together. */
  readonly limiters?: Limiters | undefined;
  /** Keeps addresses that others hand in to public ones. */
  readonly fence?: Fence | undefined;
  /** Asked before a program is fetched that recordings need. @default it is not fetched */
  readonly allows?: ((wanted: WantedProgram) => Promise<boolean>) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Which stages are wanted. */
export function stages({ translation = true, note = true }: WorkOptions): {
  translation: boolean;
  note: boolean;
} {
  return { translation, note };
}
