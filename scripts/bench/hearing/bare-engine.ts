/** The engine alone: one model, windows that were cut before, one after another. */
import { readFileSync } from 'node:fs';
import process from 'node:process';

import sherpa from 'sherpa-onnx-node';
import { z } from 'zod';

import { parseJson } from '../../../src/base/json.ts';

const Result = z.object({ text: z.string() });

const [, , wav = '', plan = ''] = process.argv;
// Written by `engine.ts`, which knows what stands in it.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const { config, windows } = parseJson(readFileSync(plan, 'utf8')) as {
  config: object;
  windows: readonly (readonly [from: number, to: number])[];
};
const pcm = readFileSync(wav).subarray(44);
const samples = Float32Array.from(
  { length: pcm.length / 2 },
  (_, at) => pcm.readInt16LE(2 * at) / 32_768,
);
const recognizer = await sherpa.OfflineRecognizer.createAsync(config);
for (const [from, to] of windows) {
  const stream = recognizer.createStream();
  stream.acceptWaveform({ samples: samples.subarray(from, to), sampleRate: 16_000 });
  await recognizer.decodeAsync(stream);
  console.log(Result.parse(recognizer.getResult(stream)).text);
}
