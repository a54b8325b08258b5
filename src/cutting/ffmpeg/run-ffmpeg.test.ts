import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { drain } from '../../base/async.ts';
import { runFfmpeg } from './run-ffmpeg.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-ffmpeg-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that complains and fails. */
async function complaining(said: string): Promise<string> {
  const program = join(folder, 'complaining');
  const script = `require('node:fs').writeSync(2, ${said}); process.exit(1);`;
  await writeFile(program, `#!${process.execPath}\n${script}\n`);
  await chmod(program, 0o755);
  return program;
}

describe.skipIf(process.platform === 'win32')('runFfmpeg', () => {
  it.each(['', 'x'.repeat(3000)])(
    'tells the first complaint, however many come at once',
    async (rest) => {
      const noise = `'[aac @ 0x1] ${rest}\\n' + '[aac @ 0x1] Prediction is not allowed.\\n'.repeat(200)`;
      const program = await complaining(`'[aac @ 0x1] Channels are missing.\\n' + ${noise}`);
      const failure = drain(runFfmpeg([], { about: 'talk.mp4', program }));
      await expect(failure).rejects.toMatchObject({
        code: 'CUT_MEDIA_BAD',
        values: { path: 'talk.mp4', reason: 'Channels are missing' },
      });
    },
  );

  it('hears of a full disk at the end of many complaints', async () => {
    const noise = `'Prediction is not allowed.\\n'.repeat(900)`;
    const program = await complaining(`${noise} + 'av_write: No space left on device\\n'`);
    const failure = drain(runFfmpeg([], { about: 'talk.mp4', program }));
    await expect(failure).rejects.toMatchObject({ code: 'DISK_FULL' });
  });
});
