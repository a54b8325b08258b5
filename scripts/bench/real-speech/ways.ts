/** The ways of hearing a recording, by what stands in a folder of weights. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

import { z } from 'zod';

import { parseJson } from '../../../src/base/json.ts';
import { wavBytes } from '../../../src/speech/servers/wav-bytes.ts';
import { joined, samplesOf } from '../../../test/support/hearing.ts';
import { watch } from '../hearing/watch.ts';
import { windowsOf } from '../hearing/windows-of.ts';

export type Way = {
  readonly name: string;
  /** The name of the way that this one is to keep up with, and how closely. */
  readonly rival?: { readonly name: string; readonly aim: string };
  readonly isOwn: boolean;
  /** True for one that is asked for a few recordings only, because it takes long. */
  readonly isSlow: boolean;
  /** Hears a recording; the time is that of the whole command. */
  hear(recording: string): Promise<Said>;
};

/** What was heard. */
type Said = {
  readonly text: string;
  readonly seconds: number;
  /** With times in seconds, where there are any. */
  readonly sentences?: readonly Sentence[];
};
const Sentence = z.object({ text: z.string(), start: z.number(), end: z.number() });
export type Sentence = z.infer<typeof Sentence>;

const Talk = z.object({ sentences: z.array(Sentence) });

/** As its users run it: greedy, with voice activity detection. Prints the text. */
const FASTER_WHISPER = `
import sys
from faster_whisper import WhisperModel
model = WhisperModel(sys.argv[1], compute_type='int8', cpu_threads=int(sys.argv[3]))
segments, _ = model.transcribe(sys.argv[2], beam_size=1, vad_filter=True)
print(' '.join(segment.text for segment in segments))
`;
const THREADS = '2';

/** Folders `whisper-…` for Talkleaf, `ct2-…` for faster-whisper (`PYTHON` names a Python that has it), `ggml-….bin`. */
export async function waysIn(weights: string, out: string): Promise<Way[]> {
  const names = readdirSync(weights).toSorted();
  const folders = names.filter((name) => existsSync(join(weights, name, 'tokens.txt')));
  const python = process.env['PYTHON'] ?? 'python3';
  const hasPeer = spawnSync(python, ['-c', 'import faster_whisper']).status === 0;
  const peers = names.filter((name) => hasPeer && name.startsWith('ct2-'));
  const bin = join(weights, 'whisper.cpp/build/bin');
  const hasCpp = existsSync(join(bin, 'whisper-cli'));
  const ggml = names.filter((name) => hasCpp && /^ggml-.*\.bin$/.test(name));
  return [
    ...folders.map((name) => {
      const same = name.replace(/^whisper-/, 'ct2-').replace(/-f32$/, '');
      const aim = isLarge(name) ? '' : '≤ 1.05; ≤ 1.1';
      const rival = { name: fasterWhisperName(same), aim };
      return talkleaf(name, join(weights, name), { out, isSlow: isLarge(name), rival });
    }),
    ...peers.map((name) => fasterWhisper(name, python, join(weights, name))),
    ...folders.map((name) => sherpaAlone(name, join(weights, name), out)),
    ...ggml.map((name) => {
      const speech = `whispercpp:${join(weights, name)}`;
      const rival = { name: whisperCliName(name, { pauses: false }), aim: '; ≤ 1' };
      return talkleaf(`whisper.cpp, ${name}`, speech, { out, bin, isSlow: true, rival });
    }),
    ...ggml.flatMap((name) =>
      [true, false].map((pauses) =>
        whisperCliAlone(name, join(weights, name), { bin, out, pauses }),
      ),
    ),
  ];
}

/** Weights that are not rounded to eight bits. */
function isLarge(name: string): boolean {
  return name.endsWith('-f32');
}

function talkleaf(
  name: string,
  speech: string,
  { out, bin = '', ...how }: Pick<Way, 'isSlow' | 'rival'> & { out: string; bin?: string },
): Way {
  return {
    ...how,
    name: `Talkleaf, ${name}`,
    isOwn: true,
    hear: async (recording) => {
      const folder = await mkdtemp(join(out, 'talk-'));
      const args = ['dist/cli/bin.js', 'transcribe', recording, '--speech', speech];
      const { seconds } = await watch(process.execPath, [...args, '--quiet', '--out', folder], {
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        TALKLEAF_SETTINGS: '/nonexistent/settings.json',
      });
      const sentences = await sentencesIn(folder);
      return { text: sentences.map((each) => each.text).join(' '), seconds, sentences };
    },
  };
}

/** The sentences of the talk that was made in a folder. */
async function sentencesIn(folder: string): Promise<Sentence[]> {
  const [talk = ''] = await readdir(folder);
  return Talk.parse(parseJson(await readFile(join(folder, talk, 'talk.json'), 'utf8'))).sentences;
}

function fasterWhisperName(name: string): string {
  return `faster-whisper, ${name}`;
}

function whisperCliName(name: string, { pauses }: { pauses: boolean }): string {
  return `whisper-cli alone, ${pauses ? '' : 'without pauses, '}${name}`;
}

function fasterWhisper(name: string, python: string, model: string): Way {
  return {
    name: fasterWhisperName(name),
    isOwn: false,
    isSlow: false,
    hear: async (recording) => {
      const args = ['-c', FASTER_WHISPER, model, recording, THREADS];
      const { lines, seconds } = await watch(python, args, process.env);
      return { text: lines.map((line) => line.text).join(' '), seconds };
    },
  };
}

/** The engine's own decoder, over the windows that Talkleaf cuts. */
function sherpaAlone(name: string, model: string, out: string): Way {
  const end = isLarge(name) ? '.onnx' : '.int8.onnx';
  const [encoder, decoder] = ['encoder', 'decoder'].map((part) => join(model, part + end));
  const whisper = { encoder, decoder, language: '', task: 'transcribe', tailPaddings: -1 };
  const tokens = join(model, 'tokens.txt');
  const config = {
    featConfig: { sampleRate: 16_000, featureDim: 80 },
    modelConfig: { whisper, tokens, numThreads: Number(THREADS), provider: 'cpu', debug: 0 },
  };
  return {
    name: `sherpa-onnx alone, ${name}`,
    isOwn: false,
    isSlow: true,
    hear: async (recording) => {
      const plan = join(out, 'plan.json');
      await writeFile(plan, JSON.stringify({ config, windows: await windowsOf(recording) }));
      const script = 'build/scripts/bench/hearing/bare-engine.js';
      const { lines, seconds } = await watch(process.execPath, [script, recording, plan]);
      return { text: lines.map((line) => line.text).join(' '), seconds };
    },
  };
}

/** whisper.cpp's program over the whole recording, or over what is left of it without its long pauses, as it decodes by itself. */
function whisperCliAlone(
  name: string,
  model: string,
  { bin, out, pauses }: { bin: string; out: string; pauses: boolean },
): Way {
  return {
    name: whisperCliName(name, { pauses }),
    isOwn: false,
    isSlow: true,
    hear: async (recording) => {
      const answer = join(out, 'alone');
      const file = pauses ? recording : await withoutPauses(recording, join(out, 'speech.wav'));
      const args = ['-m', model, '-f', file, '-l', 'auto', '-otxt', '-of', answer];
      const { seconds } = await watch(join(bin, 'whisper-cli'), args, process.env);
      return { text: await readFile(`${answer}.txt`, 'utf8'), seconds };
    },
  };
}

/** Writes the windows of a recording one after the other. */
async function withoutPauses(recording: string, file: string): Promise<string> {
  const samples = await samplesOf(recording);
  const windows = await windowsOf(recording);
  await writeFile(file, wavBytes(joined(windows.map(([from, to]) => samples.subarray(from, to)))));
  return file;
}
