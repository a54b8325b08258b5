/** (b) Hearing with whisper-cli beside whisper-cli by itself, with the same model. */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

import { GGML, TONES } from '../../../test/support/hearing.ts';
import { time, type Row } from '../table.ts';
import { medianRatio, medianTime, watch, type Watched } from './watch.ts';

/** The recording the miniature model was trained on is taken several times over: about ten minutes. */
const TIMES_OVER = 4;
const ROUNDS = 3;
/** As Talkleaf has windows decoded: the likeliest of five beams, nothing carried from one to the next. */
const DECODING = ['-tp', '0', '-tpi', '0.4', '-mc', '0'];

export async function measureWhisper(folder: string): Promise<Row[]> {
  if (spawnSync('whisper-cli', ['--help']).status !== 0)
    return [['whisper-cli', 'not measured: not on the path', '']];
  const wav = join(folder, 'tones.wav');
  const loop = ['-stream_loop', String(TIMES_OVER), '-i', TONES];
  execFileSync('ffmpeg', ['-v', 'error', ...loop, '-ac', '1', '-ar', '16000', wav]);
  const ours: Watched[] = [];
  const theirs: Watched[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await talkleaf(wav, join(folder, `whisper-${round}`)));
    const answer = join(folder, `alone-${round}`);
    const args = ['-m', GGML, '-f', wav, '-l', 'auto', '-ojf', '-of', answer, ...DECODING];
    theirs.push(await watch('whisper-cli', args, process.env));
  }
  return [
    [
      'the recording with tones, five times over: talkleaf with whisper-cli, whisper-cli alone',
      `${time(medianTime(ours))}, ${time(medianTime(theirs))}`,
      '',
    ],
    ['… ratio of wall time, median of pairs', medianRatio('seconds', ours, theirs).toFixed(2), ''],
  ];
}

function talkleaf(wav: string, out: string): Promise<Watched> {
  const args = ['dist/cli/bin.js', 'transcribe', wav, '--speech', `whispercpp:${GGML}`, '--quiet'];
  return watch(process.execPath, [...args, '--out', out], {
    PATH: process.env['PATH'],
    TALKLEAF_SETTINGS: '/nonexistent/settings.json',
  });
}
