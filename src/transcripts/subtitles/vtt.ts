import type { Draft } from '../cues/draft.ts';
import { readBlocks } from './cue-blocks.ts';

/** Reads WebVTT (https://www.w3.org/TR/webvtt1/), also without its blank lines. Takes the language from the header of YouTube's files. */
export function readVtt(text: string): Draft {
  const { cues, header, moved } = readBlocks(text, { names: true });
  const language = header
    .map((line) => /^Language:\s*([\w-]{2,20})\s*$/i.exec(line)?.[1])
    .find((tag) => tag !== undefined);
  return { cues, timed: true, language, moved };
}
