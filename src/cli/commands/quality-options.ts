import { type Command, InvalidArgumentError, Option } from 'commander';

import type { CutWords } from '../wording/cut-words.ts';

/** Adds those flags to a command. */
export function qualityOptions(command: Command, words: CutWords): Command {
  return command
    .option('--crf <n>', words.crf, quality)
    .option('--bitrate <rate>', words.bitrate, rate)
    .addOption(new Option('--preset <name>', words.preset).choices(PRESETS));
}

/** All that x264 has (https://trac.ffmpeg.org/wiki/Encode/H.264#Preset). */
const PRESETS =
  'ultrafast superfast veryfast faster fast medium slow slower veryslow placebo'.split(' ');

/** A constant quality of x264. */
function quality(value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number >= 0 && number <= 51) return number;
  throw new InvalidArgumentError('0 … 51');
}

/** A bit rate as ffmpeg writes it; `m` is a million too, as autocut has it. */
function rate(value: string): string {
  const isRate = /^\d{1,9}(?:\.\d{1,3})?[kKmM]?$/.test(value) && Number.parseFloat(value) > 0;
  if (isRate) return value.toLowerCase().replace('m', 'M');
  throw new InvalidArgumentError('10m, 500k, …');
}
