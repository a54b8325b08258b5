/** Speed of cutting beside plain ffmpeg, on half an hour of 720p. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { medianRatio, medianTime, watch, type Watched } from './hearing/watch.ts';
import { time, type Row } from './table.ts';

const MINUTES = 30;
const ROUNDS = 3;
/** What is kept, in seconds: a stretch of the first length out of every one of the second. Key frames are 8.3 s apart. */
const SHORT = { kept: 20, every: 40 };
const LONG = { kept: 100, every: 300 };

export async function measureCutting(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  try {
    const media = makeMedia(folder);
    const short = join(folder, 'short.srt');
    const long = join(folder, 'long.srt');
    await writeFile(short, keptCues(SHORT));
    await writeFile(long, keptCues(LONG));
    const fast: Watched[] = [];
    const copy: Watched[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      fast.push(await cut(media, short, '--fast'));
      copy.push(await streamCopy(media, join(folder, `copy-${round}.mp4`)));
    }
    const smart = await cut(media, long, '--smart');
    const exact = await cut(media, long);
    return [
      [
        `${MINUTES} min of 720p, ${stretches(SHORT)}: --fast, ffmpeg's copy of the whole`,
        `${time(medianTime(fast))}, ${time(medianTime(copy))}`,
        '',
      ],
      ['… ratio, median of pairs', medianRatio('seconds', fast, copy).toFixed(2), '≤ 1.1'],
      [
        `… ${stretches(LONG)}: --smart, all that is kept encoded (one run each)`,
        `${time(smart.seconds)}, ${time(exact.seconds)}`,
        '',
      ],
      ['… times faster', (exact.seconds / smart.seconds).toFixed(1), '≥ 5'],
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * One minute of moving picture over and over, with one long tone: a minute of AAC is a little longer than a minute,
 * and would push the frames off their clock.
 */
function makeMedia(folder: string): string {
  const minute = join(folder, 'minute.mp4');
  const media = join(folder, 'half-hour.mp4');
  const encoded = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
  ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=1280x720:r=30', '-t', '60', ...encoded, minute]);
  const picture = ['-stream_loop', String(MINUTES - 1), '-i', minute];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=300:sample_rate=48000'];
  const both = ['-t', String(MINUTES * 60), '-c:v', 'copy', '-c:a', 'aac'];
  ffmpeg([...picture, ...sound, '-map', '0:v', '-map', '1:a', ...both, media]);
  return media;
}

function ffmpeg(args: readonly string[]): void {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
}

type Kept = { readonly kept: number; readonly every: number };

function stretches({ kept, every }: Kept): string {
  return `${(MINUTES * 60) / every} stretches of ${kept} s kept`;
}

function keptCues({ kept, every }: Kept): string {
  const cues = Array.from({ length: (MINUTES * 60) / every }, (_, index) => {
    const start = every * index + 3.7;
    const stamps = [start, start + kept].map((seconds) =>
      new Date(1000 * seconds).toISOString().slice(11, 23).replace('.', ','),
    );
    return `${index + 1}\n${stamps.join(' --> ')}\nStretch ${index + 1}.\n`;
  });
  return cues.join('\n');
}

function cut(media: string, list: string, ...flags: readonly string[]): Promise<Watched> {
  const args = ['dist/cli/bin.js', 'cut', media, list, '--force', '--quiet', ...flags];
  return watch(process.execPath, args, {
    PATH: process.env['PATH'],
    TALKLEAF_SETTINGS: '/nonexistent/settings.json',
  });
}

function streamCopy(media: string, target: string): Promise<Watched> {
  return watch(
    'ffmpeg',
    ['-nostdin', '-v', 'error', '-i', media, '-c', 'copy', target],
    process.env,
  );
}
