/** Runs a program and watches how long it takes and how much memory it and its children hold. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

import { median } from '../table.ts';

export type Watched = {
  readonly seconds: number;
  /** Of the whole tree of processes, shared pages counted once. */
  readonly peakMegabytes: number;
  /** Each line of standard output with the time it came, in seconds from the start. */
  readonly lines: readonly { readonly at: number; readonly text: string }[];
};

/** Often enough to see a window being worked on, in milliseconds. */
const LOOK_EVERY_MS = 50;

/** Runs a program to its end. Throws with what it complained of when it fails. */
export async function watch(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Watched> {
  const began = performance.now();
  const now = (): number => (performance.now() - began) / 1000;
  const child = spawn(program, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid ?? 0));
  }, LOOK_EVERY_MS);
  const lines: { at: number; text: string }[] = [];
  let [rest, complaint] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) lines.push({ at: now(), text: part });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  const status = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const seconds = now();
  clearInterval(timer);
  if (status !== 0 && status !== 3)
    throw new Error(`${program} ended with ${status}: ${complaint}`);
  return { seconds, peakMegabytes: peak / 1024, lines };
}

/** Kilobytes of a process and its children; nothing for what has just ended. */
function memoryOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const own = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    return childrenOf(pid).reduce((sum, child) => sum + memoryOf(child), own);
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

/** The median of their times, in seconds. */
export function medianTime(runs: readonly Watched[]): number {
  return median(runs.map(({ seconds }) => seconds));
}

/** The median of the ratios of runs that were made one after the other. */
export function medianRatio(
  of: 'seconds' | 'peakMegabytes',
  ours: readonly Watched[],
  theirs: readonly Watched[],
): number {
  return median(ours.map((run, round) => run[of] / (theirs[round]?.[of] ?? 1)));
}
