/**
 * The engine's own process: damaged models and odd input end it, and nothing else. Recognises beside looking
 * for speech, keeps the model it has loaded, ends when its parent does.
 */
import { setImmediate as turn } from 'node:timers/promises';

import type Sherpa from 'sherpa-onnx-node';
import type {
  OfflineRecognizer,
  Punctuation,
  SpeakerEmbeddingExtractor,
  Stream,
  Vad,
} from 'sherpa-onnx-node';

import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../../model/audio.ts';
import type { Seconds } from '../../../model/time.ts';
import type { WhisperFiles, WhisperModel } from '../../whisper/whisper-model.ts';
import { withByteTable } from './byte-table.ts';
import { readEngineJson } from './engine-json.ts';
import { LoadedModel } from './loaded-model.ts';
import type { EngineConfig, PunctuationConfig, Reply, Request, Stage, Task } from './protocol.ts';

let recognizers: LoadedModel<EngineConfig, OfflineRecognizer> | undefined;
let whispers: LoadedModel<WhisperFiles, WhisperModel> | undefined;
const detectors = new Map<string, Vad>();
const extractors = new Map<string, SpeakerEmbeddingExtractor>();
const punctuations = new Map<string, Punctuation>();

process.on('message', (request: Request) => void answer(request));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the parent decides when this process ends.
process.on('SIGINT', () => undefined);

/** Says how far a task is. */
type Reach = (stage: Stage) => Promise<void>;

async function answer({ id, task }: Request): Promise<void> {
  const reach: Reach = (stage) => tell({ id, type: 'stage', stage });
  try {
    await reach('start');
    const { default: engine } = await import('sherpa-onnx-node');
    const value = await doTask(engine, task, reach);
    await tell({ id, type: 'done', value });
    letGo();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await tell({ id, type: 'failed', message });
  }
}

/** Sound that has been worked on may take as many bytes before it is let go: that of about three windows, as sent and as read. */
const WORKED_ON = 12 * 1024 * 1024;

/** V8 itself waits until 64 MB of sound lie around: it looks at objects, of which there are few here. */
function letGo(): void {
  if (process.memoryUsage().arrayBuffers > WORKED_ON) globalThis.gc?.();
}

type Engine = typeof Sherpa;

async function doTask(engine: Engine, task: Task, reach: Reach): Promise<unknown> {
  if (task.kind === 'recognise') return await recognise(engine, task, reach);
  if (task.kind === 'write-down') return await writeDown(task, reach);
  if (task.kind === 'find-speech') return await findSpeech(engine, task, reach);
  if (task.kind === 'punctuate') return await punctuate(engine, task, reach);
  return await tellVoices(engine, task, reach);
}

async function recognise(
  engine: Engine,
  { config, samples }: Extract<Task, { kind: 'recognise' }>,
  reach: Reach,
): Promise<unknown> {
  await reach('load');
  recognizers ??= new LoadedModel(
    (own) => withByteTable(own, (table) => engine.OfflineRecognizer.createAsync(table)),
    () => undefined,
  );
  return await recognizers.use(config, async (recognizer) => {
    await reach('work');
    const stream = recognizer.createStream();
    stream.acceptWaveform({ samples, sampleRate: SAMPLE_RATE_HERTZ });
    return await decode(recognizer, stream);
  });
}

async function writeDown(
  { files, samples, options }: Extract<Task, { kind: 'write-down' }>,
  reach: Reach,
): Promise<unknown> {
  // Only here, so that nothing but Whisper needs what calls the library; where that is missing, the model is not to blame.
  const { hearSound } = await import('../../whisper/hear-sound.ts');
  const { WhisperModel: model } = await import('../../whisper/whisper-model.ts');
  const { onnxRuntime } = await import('../../onnx/runtime.ts');
  onnxRuntime();
  await reach('load');
  whispers ??= new LoadedModel(
    (own) => model.load(own),
    (old) => old.release(),
  );
  return await whispers.use(files, async (whisper) => {
    await reach('work');
    return await hearSound(whisper, samples, options);
  });
}

/** As the recogniser's own `decodeAsync`, which stumbles over answers that are no JSON. */
async function decode(recognizer: OfflineRecognizer, stream: Stream): Promise<unknown> {
  const { default: addon } = await import('sherpa-onnx-node/addon.js');
  return readEngineJson(await addon.decodeOfflineStreamAsync(recognizer.handle, stream.handle));
}

/** Silero's own settings but for the silence: with 0.3 s sample/talk.wav gives one stretch a sentence. */
const SILERO = {
  threshold: 0.5,
  minSpeechDuration: 0.25,
  minSilenceDuration: 0.3,
  maxSpeechDuration: 25,
  windowSize: 512,
} as const;
/**
 * Silence put before the sound, in samples: 1 s. Without it the detector, cold, misses up to 0.6 s of speech
 * at the start; with it, the starts of the sentences of sample/talk.wav are right to 0.05 s.
 */
const LEAD = SAMPLE_RATE_HERTZ;
/** Windows of the detector looked at before others have their turn: about 4 ms of work. */
const FED_AT_ONCE = 32;
/** Speech the detector can hold before it is taken, in seconds; it is taken at once. */
const DETECTOR_BUFFER = 120;

async function findSpeech(
  engine: Engine,
  task: Extract<Task, { kind: 'find-speech' }>,
  reach: Reach,
): Promise<AudioSpan[]> {
  const { samples } = task;
  await reach('load');
  const detector = detectorFor(engine, task.model);
  await reach('work');
  detector.reset();
  const spans: AudioSpan[] = [];
  const length = samples.length / SAMPLE_RATE_HERTZ;
  const inside = (time: Seconds): Seconds => Math.min(length, Math.max(0, time));
  const collect = (): void => {
    for (; !detector.isEmpty(); detector.pop()) {
      const found = detector.front(false);
      const start = (found.start - LEAD) / SAMPLE_RATE_HERTZ;
      const end = start + found.samples.length / SAMPLE_RATE_HERTZ;
      if (end > 0) spans.push({ start: inside(start), end: inside(end) });
    }
  };
  // One array for all, of which the engine takes a copy; it passes over a last one that is not full.
  const window = new Float32Array(SILERO.windowSize);
  let fed = 0;
  for (let at = -LEAD; at < samples.length; at += SILERO.windowSize) {
    window.fill(0);
    if (at + SILERO.windowSize > 0)
      window.set(samples.subarray(Math.max(0, at), at + SILERO.windowSize), Math.max(0, -at));
    detector.acceptWaveform(window);
    collect();
    // In between, what was recognised is answered and the next window begun.
    if (++fed % FED_AT_ONCE === 0) await turn();
  }
  detector.flush();
  collect();
  return spans;
}

async function tellVoices(
  engine: Engine,
  { model: file, stretches }: Extract<Task, { kind: 'tell-voices' }>,
  reach: Reach,
): Promise<Float32Array[]> {
  await reach('load');
  const extractor =
    extractors.get(file) ??
    new engine.SpeakerEmbeddingExtractor({ model: file, numThreads: 1, provider: 'cpu', debug: 0 });
  extractors.set(file, extractor);
  await reach('work');
  const prints: Float32Array[] = [];
  for (const samples of stretches) {
    const stream = extractor.createStream();
    stream.acceptWaveform({ samples, sampleRate: SAMPLE_RATE_HERTZ });
    stream.inputFinished();
    prints.push(extractor.compute(stream, false));
    // One takes up to a tenth of a second; others have their turn in between.
    await turn();
  }
  return prints;
}

async function punctuate(
  engine: Engine,
  { config, text }: Extract<Task, { kind: 'punctuate' }>,
  reach: Reach,
): Promise<string> {
  await reach('load');
  const punctuation = punctuations.get(config.model) ?? loadPunctuation(engine, config);
  punctuations.set(config.model, punctuation);
  await reach('work');
  return punctuation.addPunct(text);
}

function loadPunctuation(engine: Engine, config: PunctuationConfig): Punctuation {
  const common = { numThreads: 1, provider: 'cpu', debug: 0 };
  if (config.family === 'ct-transformer')
    return new engine.OfflinePunctuation({ model: { ctTransformer: config.model, ...common } });
  const { model: cnnBilstm, vocabulary: bpeVocab } = config;
  return new engine.OnlinePunctuation({ model: { cnnBilstm, bpeVocab, ...common } });
}

function detectorFor(engine: Engine, file: string): Vad {
  const known = detectors.get(file);
  if (known) return known;
  const config = {
    sileroVad: { model: file, ...SILERO },
    sampleRate: SAMPLE_RATE_HERTZ,
    numThreads: 1,
  };
  const made = new engine.Vad(config, DETECTOR_BUFFER);
  detectors.set(file, made);
  return made;
}

/** Resolves when the message is on its way, so that a process that dies after it has said it. */
function tell(reply: Reply): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(reply, () => resolve());
  });
}
