import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../base/errors.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { lookAtModelFile } from '../model-file.ts';
import type { VoicePrints } from '../speakers/voice-prints.ts';
import type { SherpaEngine } from './engine/engine.ts';

const Prints = z.array(z.instanceof(Float32Array));
/** Fewer samples give no print at all: 0.1 s. */
const FEWEST = SAMPLE_RATE_HERTZ / 10;

/**
 * A speaker model of the sherpa-onnx project (TitaNet, ERes2Net, CAM++, WeSpeaker's) in the embedded engine, from
 * the folder its file is in. Fails with MODEL_UNKNOWN when no file in it is one, SPEECH_MODEL_DAMAGED. The engine
 * stays the caller's to stop.
 */
export async function sherpaVoicePrints(
  folder: string,
  engine: SherpaEngine,
): Promise<VoicePrints> {
  const names = (await readdir(folder).catch((): string[] => [])).toSorted();
  const name = names.find((each) => each.endsWith('.onnx'));
  if (name === undefined) {
    const reason = { en: 'there is no .onnx file in it', zh: '里面没有 .onnx 文件' };
    throw new AppError('MODEL_UNKNOWN', { path: folder, reason });
  }
  const file = await lookAtModelFile(join(folder, name));
  // What the engine needs to know of a speaker model and looks for in its description; without, it exits.
  if (!/framework[^a-z]/.test(file.ending) || !/output_dim/.test(file.ending)) {
    const reason = { en: `${name} is not a speaker model`, zh: `${name} 不是区分讲话人的模型` };
    throw new AppError('MODEL_UNKNOWN', { path: folder, reason });
  }
  return {
    id: `sherpa:voices:${file.print}`,
    async printsOf(stretches, { signal } = {}) {
      signal?.throwIfAborted();
      if (stretches.length === 0) return [];
      const long = stretches.map((samples) => {
        if (samples.length >= FEWEST) return samples;
        const longer = new Float32Array(FEWEST);
        longer.set(samples);
        return longer;
      });
      const task = { kind: 'tell-voices', model: file.path, stretches: long } as const;
      return Prints.parse(await engine.ask(task, { name: file.path, signal }));
    },
  };
}
