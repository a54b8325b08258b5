import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { systemReason } from '../../base/system-reason.ts';
import { recommendSpeech } from '../choosing/recommend-speech.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import { type Finding, type Surroundings } from './finding.ts';

/** Ten hours of talk with all files and journals stay below, in bytes. */
const A_TALK = 200_000_000;

/** Room for models and for talks. */
export async function lookAtDisk({ env, settings }: Surroundings): Promise<Finding[]> {
  const model = recommendSpeech(settings.from)?.about ?? 0;
  return await Promise.all([
    room(modelsFolder(env), model, { en: 'speech models', zh: '语音模型' }),
    room(resolve(settings.out), A_TALK, { en: 'talks', zh: '讲座' }),
  ]);
}

async function room(folder: string, need: number, use: Finding['about']): Promise<Finding> {
  const found = { subject: 'disk', name: folder } as const;
  try {
    const { bavail, bsize } = await statfs(await existing(folder));
    const free = bavail * bsize;
    const gigabytes = `${(free / 1e9).toFixed(1)} GB`;
    const about = {
      en: `${gigabytes} free for ${use.en}`,
      zh: `可用于${use.zh}的空间 ${gigabytes}`,
    };
    if (free >= need) return { ...found, state: 'ok', about };
    const todo = {
      en: `free some space: ${Math.ceil(need / 1e6)} MB are wanted`,
      zh: `请腾出空间：需要 ${Math.ceil(need / 1e6)} MB`,
    };
    return { ...found, state: 'bad', about, todo };
  } catch (error) {
    const reason = systemReason(error);
    const about = typeof reason === 'string' ? { en: reason, zh: reason } : reason;
    return { ...found, state: 'note', about };
  }
}

/** The nearest folder above that is there. */
async function existing(folder: string): Promise<string> {
  return await statfs(folder).then(
    () => folder,
    async () => (dirname(folder) === folder ? folder : await existing(dirname(folder))),
  );
}
