import type { Seconds } from '../../model/time.ts';
import { parseTime } from '../../text/timecode.ts';
import { decodedTarget } from './decoded-target.ts';
import { taskIn } from './tasks.ts';

/** One sentence of a tick list. */
export type Tick = {
  /** Number of the cue, or ID of the sentence, it stands for. */
  readonly number: number;
  /** Where it starts, cut to whole seconds; absent when the list does not say. */
  readonly start?: Seconds | undefined;
  readonly isTicked: boolean;
};

/** What a tick list says. */
export type TickList = {
  /** True when its box "done editing" is ticked. */
  readonly isDone: boolean;
  /** In the order of the list. */
  readonly ticks: readonly Tick[];
  /** Name of the subtitle file it says it was made from. */
  readonly subtitles?: string | undefined;
};

const NUMBER = /^\[(\d{1,9})(?:,\s{0,3}([\d:]{1,12}))?\s{0,9}\]/;
const SUBTITLES = /\[[^[\]]{1,500}\]\(([^()\n]{1,1000}\.(?:srt|vtt|ass))\)/i;

/**
 * Reads a tick list in autocut's Markdown form, autocut's own (`- [x] [12,01:05] text`, its minutes going
 * on beyond 59) and Talkleaf's. Lines that are no tasks, video links and the rest of a long text, are passed over.
 */
export function readTicks(text: string): TickList {
  const ticks: Tick[] = [];
  let isDone = false;
  let subtitles: string | undefined;
  for (const line of text.split('\n')) {
    const task = taskIn(line);
    if (!task) {
      if (ticks.length === 0) subtitles ??= SUBTITLES.exec(line)?.[1];
      continue;
    }
    const tick = tickOf(task.text, task.isTicked);
    if (tick) ticks.push(tick);
    else isDone ||= task.isTicked && task.isDoneMark;
  }
  return { isDone, ticks, subtitles: subtitles && decodedTarget(subtitles) };
}

function tickOf(task: string, isTicked: boolean): Tick | undefined {
  // Markdown editors put backslashes before brackets.
  const [, number, time = ''] = NUMBER.exec(task.replace(/\\(?=[[\]])/g, '')) ?? [];
  return number === undefined
    ? undefined
    : { number: Number(number), start: parseTime(time), isTicked };
}
