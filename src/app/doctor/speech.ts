import { AppError } from '../../base/errors.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { SherpaEngine } from '../../speech/sherpa/engine/engine.ts';
import { sileroVoiceActivity } from '../../speech/sherpa/voice-activity.ts';
import { listModels } from '../../weights/local-models.ts';
import type { ModelKind } from '../../weights/model-entry.ts';
import { SPEECH_MODELS } from '../../weights/model-list.ts';
import { chooseSpeech } from '../choosing/choose-speech.ts';
import { recommendSpeech } from '../choosing/recommend-speech.ts';
import { SILERO } from '../inputs/ears.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import { type Finding, plain, type Surroundings } from './finding.ts';

/** Looks at what hears: the engine, tried on a second of silence, and the models that are here. */
export async function lookAtSpeech(around: Surroundings): Promise<Finding[]> {
  const engine = new SherpaEngine({ env: around.env });
  try {
    return [
      await tryEngine(engine, around),
      await chosen(engine, around),
      ...(await extras(around)),
    ];
  } finally {
    await engine.stop();
  }
}

async function tryEngine(engine: SherpaEngine, { signal }: Surroundings): Promise<Finding> {
  const found = { subject: 'speech', name: 'sherpa-onnx' } as const;
  try {
    const voiceActivity = await sileroVoiceActivity(SILERO, engine);
    await voiceActivity.findSpeech(new Float32Array(SAMPLE_RATE_HERTZ), { signal });
    return { ...found, state: 'ok', about: { en: 'the engine runs', zh: '引擎可以运行' } };
  } catch (error) {
    return obstacle(found, error, 'bad');
  }
}

async function chosen(engine: SherpaEngine, { env, settings }: Surroundings): Promise<Finding> {
  const found = { subject: 'speech', name: settings.speech ?? 'auto' } as const;
  try {
    const { name, why } = await chooseSpeech(settings, { env, engine });
    const about = {
      en: `recordings are heard with ${name}${why ? `, ${why.en}` : ''}`,
      zh: `录音用 ${name} 听写${why ? `：${why.zh}` : ''}`,
    };
    return { ...found, state: 'ok', about };
  } catch (error) {
    return obstacle(found, error, 'bad');
  }
}

/** Models that are not needed, but make more of a talk. */
async function extras({ env, settings }: Surroundings): Promise<Finding[]> {
  const models = await listModels({ folder: modelsFolder(env), models: SPEECH_MODELS });
  const best = recommendSpeech(settings.from)?.name;
  return models
    .filter(({ kind, isInstalled }) => kind !== 'speech' || isInstalled)
    .map(({ name, kind, isInstalled }): Finding => ({
      subject: 'speech',
      name,
      state: isInstalled ? 'ok' : 'note',
      about: isInstalled
        ? name === best
          ? { en: 'here, the one to take on this machine', zh: '已下载，适合本机' }
          : { en: 'here', zh: '已下载' }
        : USES[kind],
      ...(!isInstalled && { todo: plain(`talkleaf models pull ${name}`) }),
    }));
}

const USES: Readonly<Record<ModelKind, Finding['about']>> = {
  speech: { en: 'not here', zh: '没有下载' },
  language: { en: 'not here', zh: '没有下载' },
  voices: { en: 'not here; only --speakers needs it', zh: '没有下载；仅 --speakers 需要' },
  punctuation: {
    en: 'not here; puts marks into text that lacks them, without asking a model',
    zh: '没有下载；可以不问模型就为文本补标点',
  },
};

/** What stands against something, with what to do. */
function obstacle(
  found: Pick<Finding, 'subject' | 'name'>,
  error: unknown,
  state: Finding['state'],
): Finding {
  const failure = AppError.find(error);
  if (!failure) throw error;
  const [en, zh] = [failure.in('en'), failure.in('zh')];
  return {
    ...found,
    state,
    about: { en: en.message, zh: zh.message },
    todo: { en: en.hint, zh: zh.hint },
  };
}
