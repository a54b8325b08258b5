/**
 * The engine's own process: damaged models and odd input end it, and nothing else. Does one task after
 * another, keeps the models it has loaded, ends when its parent does.
 */
import type Sherpa from 'sherpa-onnx-node';
import type { OfflineRecognizer, Vad } from 'sherpa-onnx-node';

import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../model/audio.ts';
import type { EngineConfig, Reply, Stage, Task } from './protocol.ts';

const recognizers = new Map<string, Promise<OfflineRecognizer>>();
const detectors = new Map<string, Vad>();

process.on('message', (task: Task) => void answer(task));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the parent decides when this process ends.
process.on('SIGINT', () => undefined);

async function answer(task: Task): Promise<void> {
  try {
    await tell({ type: 'stage', stage: 'start' });
    const { default: engine } = await import('sherpa-onnx-node');
    const value =
      task.kind === 'recognise' ? await recognise(engine, task) : await findSpeech(engine, task);
    await tell({ type: 'done', value });
  } catch (error) {
    await tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

type Engine = typeof Sherpa;

async function recognise(
  engine: Engine,
  { config, samples }: Extract<Task, { kind: 'recognise' }>,
): Promise<unknown> {
  const recognizer = await recognizerFor(engine, config);
  await reach('work');
  const stream = recognizer.createStream();
  stream.acceptWaveform({ samples, sampleRate: SAMPLE_RATE_HERTZ });
  await recognizer.decodeAsync(stream);
  return recognizer.getResult(stream);
}

async function recognizerFor(engine: Engine, config: EngineConfig): Promise<OfflineRecognizer> {
  const key = JSON.stringify(config);
  const known = recognizers.get(key);
  if (known) return known;
  await reach('load');
  const made = engine.OfflineRecognizer.createAsync(config);
  recognizers.set(key, made);
  return made;
}

/** Silero's own settings but for the silence: with 0.3 s sample/talk.wav gives one stretch a sentence. */
const SILERO = {
  threshold: 0.5,
  minSpeechDuration: 0.25,
  minSilenceDuration: 0.3,
  maxSpeechDuration: 25,
  windowSize: 512,
} as const;
/** Speech the detector can hold before it is taken, in seconds; it is taken at once. */
const DETECTOR_BUFFER = 120;

async function findSpeech(
  engine: Engine,
  { model, samples }: Extract<Task, { kind: 'find-speech' }>,
): Promise<AudioSpan[]> {
  const detector = await detectorFor(engine, model);
  await reach('work');
  detector.reset();
  const spans: AudioSpan[] = [];
  const length = samples.length / SAMPLE_RATE_HERTZ;
  const collect = (): void => {
    for (; !detector.isEmpty(); detector.pop()) {
      const found = detector.front(false);
      const start = found.start / SAMPLE_RATE_HERTZ;
      const end = Math.min(length, start + found.samples.length / SAMPLE_RATE_HERTZ);
      spans.push({ start, end });
    }
  };
  for (let at = 0; at < samples.length; at += SILERO.windowSize) {
    detector.acceptWaveform(fullWindow(samples.subarray(at, at + SILERO.windowSize)));
    collect();
  }
  detector.flush();
  collect();
  return spans;
}

/** The detector passes over a last window that is not full. */
function fullWindow(part: Float32Array): Float32Array {
  const window = new Float32Array(SILERO.windowSize);
  window.set(part);
  return window;
}

async function detectorFor(engine: Engine, model: string): Promise<Vad> {
  const known = detectors.get(model);
  if (known) return known;
  await reach('load');
  const config = { sileroVad: { model, ...SILERO }, sampleRate: SAMPLE_RATE_HERTZ, numThreads: 1 };
  const made = new engine.Vad(config, DETECTOR_BUFFER);
  detectors.set(model, made);
  return made;
}

function reach(stage: Stage): Promise<void> {
  return tell({ type: 'stage', stage });
}

/** Resolves when the message is on its way, so that a process that dies after it has said it. */
function tell(reply: Reply): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(reply, () => resolve());
  });
}
