/** The ways of hearing a recording, by what stands in a folder of weights. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

import { z } from 'zod';

import { parseJson } from '../../../src/base/json.ts';
import { watch } from '../hearing/watch.ts';

export type Way = {
  readonly name: string;
  /** The one the others are held against. */
  readonly isPeer: boolean;
  /** Hears a recording; the time is that of the whole command. */
  hear(recording: string): Promise<{ readonly text: string; readonly seconds: number }>;
};

const Talk = z.object({ sentences: z.array(z.object({ text: z.string() })) });

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
  const python = process.env['PYTHON'] ?? 'python3';
  const hasPeer = spawnSync(python, ['-c', 'import faster_whisper']).status === 0;
  const own = names
    .filter((name) => name.startsWith('whisper-') && existsSync(join(weights, name, 'tokens.txt')))
    .map((name) => talkleaf(`Talkleaf, ${name}`, join(weights, name), { out }));
  const peers = hasPeer
    ? names
        .filter((name) => name.startsWith('ct2-'))
        .map((name): Way => {
          const model = join(weights, name);
          return {
            name: `faster-whisper, ${name}`,
            isPeer: true,
            hear: async (recording) => {
              const { lines, seconds } = await watch(
                python,
                ['-c', FASTER_WHISPER, model, recording, THREADS],
                process.env,
              );
              return { text: lines.map((line) => line.text).join(' '), seconds };
            },
          };
        })
    : [];
  const bin = join(weights, 'whisper.cpp/build/bin');
  const cpp = existsSync(join(bin, 'whisper-cli'))
    ? names
        .filter((name) => /^ggml-.*\.bin$/.test(name))
        .map((name) =>
          talkleaf(`Talkleaf with whisper.cpp, ${name}`, `whispercpp:${join(weights, name)}`, {
            out,
            bin,
          }),
        )
    : [];
  return [...own, ...peers, ...cpp];
}

function talkleaf(
  name: string,
  speech: string,
  { out, bin = '' }: { readonly out: string; readonly bin?: string },
): Way {
  return {
    name,
    isPeer: false,
    hear: async (recording) => {
      const folder = await mkdtemp(join(out, 'talk-'));
      const args = ['dist/cli/bin.js', 'transcribe', recording, '--speech', speech];
      const { seconds } = await watch(process.execPath, [...args, '--quiet', '--out', folder], {
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        TALKLEAF_SETTINGS: '/nonexistent/settings.json',
      });
      return { text: await textIn(folder), seconds };
    },
  };
}

/** The sentences of the talk that was made in a folder. */
async function textIn(folder: string): Promise<string> {
  const [talk = ''] = await readdir(folder);
  const { sentences } = Talk.parse(
    parseJson(await readFile(join(folder, talk, 'talk.json'), 'utf8')),
  );
  return sentences.map((sentence) => sentence.text).join(' ');
}
