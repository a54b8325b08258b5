import { byteSize } from '../../base/byte-size.ts';
import { AppError } from '../../base/errors.ts';
import { freeMemory } from '../../base/free-memory.ts';
import { LANGUAGE_MODELS } from '../../weights/language-models.ts';
import { listModels } from '../../weights/local-models.ts';
import { languageEngine } from '../models/language-engine.ts';
import { recommendLanguage } from '../models/recommend-language.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import { type Finding, plain, type Surroundings } from './finding.ts';

/** The language models of this machine itself: those that are here, or the one to fetch; and the engine that runs them. */
export async function lookAtOwnModels({ env }: Surroundings): Promise<Finding[]> {
  const named = { subject: 'servers', name: 'local' } as const;
  try {
    const hasEngine = (await languageEngine(env)) !== undefined;
    const all = await listModels({ folder: modelsFolder(env), models: LANGUAGE_MODELS });
    const here = all.filter(({ isInstalled }) => isInstalled).map(({ name }) => name);
    const best = recommendLanguage();
    if (here.length > 0) {
      const names = here.join(', ');
      if (hasEngine) {
        const about = { en: `${names}: --model local asks it`, zh: `${names}：用 --model local` };
        return [{ ...named, state: 'ok', about }];
      }
      const about = { en: `${names}, but no engine yet`, zh: `已有 ${names}，还没有引擎` };
      return [{ ...named, state: 'note', about, todo: plain(`talkleaf models pull ${here[0]}`) }];
    }
    if (!best) return [];
    const [size, memory] = [byteSize(best.about), byteSize(best.memory)];
    const free = byteSize(freeMemory());
    const about = {
      en: `no language model yet; ${best.name} would fit: ${size} to fetch, ${memory} of ${free} free memory`,
      zh: `还没有语言模型；可用 ${best.name}：下载 ${size}，占内存 ${memory}（空闲 ${free}）`,
    };
    return [{ ...named, state: 'note', about, todo: plain(`talkleaf models pull ${best.name}`) }];
  } catch (error) {
    const failure = AppError.find(error);
    if (failure?.code !== 'MODEL_ENGINE_UNKNOWN') throw error;
    const about = { en: failure.in('en').message, zh: failure.in('zh').message };
    return [{ ...named, state: 'note', about }];
  }
}
