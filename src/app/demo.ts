import { copyFile, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { AppError } from '../base/errors.ts';
import { parseJson } from '../base/json.ts';
import { packageFile } from '../base/package-file.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import { createChatModel } from '../llm/create-model.ts';
import { Recording, recordedAnswers } from '../llm/simulated/recorded.ts';
import { startSimulatedProvider } from '../llm/simulated/server.ts';
import { diskFailure } from '../store/disk-errors.ts';
import { ensureFolder } from '../store/ensure-folder.ts';
import type { WorkOptions } from './settings/work-options.ts';
import type { WorkEvent, WorkResult } from './talks/work-result.ts';
import { workOn } from './talks/work.ts';

/** The sample that comes with the package. */
const SAMPLE = packageFile('sample');
/** What the demo's folder is called when nobody chooses one. */
const FOLDER = 'talkleaf-demo';

/**
 * Works on the sample talk: hears it with a miniature speech model that knows this talk alone, and asks for
 * answers that were written beforehand, over real HTTP from a server on this machine. Needs neither network
 * nor key.
 */
export async function* runSample(
  options: Omit<WorkOptions, 'model'> & { readonly out?: string | undefined },
): AsyncGenerator<WorkEvent, WorkResult> {
  const out = resolve(options.out ?? FOLDER);
  const { sound, model, speech, ...sample } = await openSample(out);
  try {
    const settings = { ...options.settings, to: 'zh', out, from: undefined, speech };
    try {
      return yield* workOn(sound, { ...options, settings, model });
    } catch (error) {
      if (AppError.find(error)?.code !== 'SPEECH_ENGINE_BROKEN') throw error;
      // No engine for this machine: the talk's own subtitles show all the rest.
      const subtitles = await copySample('talk.srt', join(out, 'tidemark.srt'));
      return yield* workOn(subtitles, { ...options, settings, model });
    }
  } finally {
    await sample.close();
  }
}

/** The sample talk in a folder, with the model and the recogniser that know it. */
export type Sample = {
  /** Path of its recording. */
  readonly sound: string;
  readonly model: ChatModel;
  /** Path of its speech model. */
  readonly speech: string;
  close(): Promise<void>;
};

/** Puts the sample talk into a folder, and starts the server that plays back its answers. Throws `FOLDER_UNWRITABLE`, `DISK_FULL`. */
export async function openSample(out: string): Promise<Sample> {
  const sound = await copySample('talk.wav', join(out, 'tidemark.wav'));
  const recording = Recording.parse(
    parseJson(await readFile(join(SAMPLE, 'answers.json'), 'utf8')),
  );
  const provider = await startSimulatedProvider({ answer: recordedAnswers(recording) });
  const model = createChatModel({
    provider: 'local',
    model: 'recorded-answers',
    baseUrl: `${provider.url}/v1`,
    limits: { concurrency: 3 },
  });
  return {
    sound,
    model,
    speech: join(SAMPLE, 'mini-ctc'),
    close: async () => await provider.close(),
  };
}

/** Copies a file of the sample; gives where it is then. Throws `FOLDER_UNWRITABLE`, `DISK_FULL`. */
async function copySample(name: string, to: string): Promise<string> {
  try {
    await ensureFolder(dirname(to));
    await copyFile(join(SAMPLE, name), to);
    return to;
  } catch (error) {
    throw diskFailure(error, to);
  }
}
