import { maskedKey } from '../../base/api-key.ts';
import { AppError } from '../../base/errors.ts';
import { checkKey, type KeyVerdict } from '../../llm/models/check-key.ts';
import { listModels } from '../../llm/models/probe.ts';
import { PROVIDERS } from '../../llm/models/providers.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import { chooseModel } from '../choosing/choose-model.ts';
import { findKey } from '../choosing/find-key.ts';
import { AT_HOME } from '../choosing/served-models.ts';
import { type Finding, plain, type Surroundings } from './finding.ts';

/** Which language model would be asked. */
export async function lookAtModel(around: Surroundings): Promise<Finding[]> {
  const { env, settings, signal } = around;
  const found = { subject: 'model', name: settings.model ?? 'auto' } as const;
  try {
    const model = await chooseModel({ env, settings, signal, limiters: new Limiters(systemClock) });
    if (!model) throw new AppError('MODEL_NONE');
    const { id, host } = model.info;
    return [
      {
        ...found,
        state: 'ok',
        about: { en: `${id} at ${host} is asked`, zh: `使用 ${host} 的 ${id}` },
      },
    ];
  } catch (error) {
    const failure = AppError.find(error);
    if (!failure) throw error;
    const [en, zh] = [failure.in('en'), failure.in('zh')];
    const [about, todo] = [
      { en: en.message, zh: zh.message },
      { en: en.hint, zh: zh.hint },
    ];
    return [{ ...found, state: 'bad', about, todo }];
  }
}

/** The keys that are set, and with `asks` what their services say to them. */
export async function lookAtKeys(around: Surroundings): Promise<Finding[]> {
  const found = await Promise.all(Object.keys(PROVIDERS).map((each) => lookAtKey(each, around)));
  const keys = found.filter((each) => each !== undefined);
  if (keys.length > 0) return keys;
  if (around.settings.baseUrl !== undefined) return await lookWithoutKey(around);
  const about = { en: 'no key is set', zh: '没有设置密钥' };
  const todo = plain('talkleaf settings set keys.deepseek -');
  return [{ subject: 'keys', name: 'keys', state: 'note', about, todo }];
}

/** A server of one's own may need none: it says so itself when it is asked. */
async function lookWithoutKey({ settings, env, asks, signal }: Surroundings): Promise<Finding[]> {
  if (!asks) return [];
  const provider = 'relay';
  const verdict = await checkKey({ provider, baseUrl: settings.baseUrl, key: '', env, signal });
  const about = { en: 'no key is set', zh: '没有设置密钥' };
  const told = toldOf(verdict, about);
  const todo = verdict.is === 'refused' ? plain('talkleaf settings set keys.relay -') : told.todo;
  return [{ subject: 'keys', name: 'relay', ...told, todo }];
}

async function lookAtKey(
  provider: string,
  { env, settings, asks, signal }: Surroundings,
): Promise<Finding | undefined> {
  const key = findKey(provider, settings, env);
  // Any key would do for a server of one's own: it is told where one is named.
  const isServer = provider === 'local' || provider === 'relay';
  const isNamed = settings.baseUrl !== undefined || settings.keys?.[provider] !== undefined;
  if (!key || (isServer && !isNamed)) return undefined;
  const shown = maskedKey(key.value);
  const about = { en: `${shown} (${key.origin.en})`, zh: `${shown}（${key.origin.zh}）` };
  const found = { subject: 'keys', name: provider } as const;
  if (!asks) {
    const todo = {
      en: 'not tried; talkleaf doctor --ask tries it, at no cost',
      zh: '未验证；talkleaf doctor --ask 可免费验证',
    };
    return { ...found, state: 'note', about, todo };
  }
  const baseUrl = isServer ? settings.baseUrl : undefined;
  const verdict = await checkKey({ provider, baseUrl, key: key.value, env, signal });
  return { ...found, ...toldOf(verdict, about) };
}

function toldOf(
  { is, said }: KeyVerdict,
  about: Finding['about'],
): Pick<Finding, 'state' | 'about' | 'todo'> {
  const and = (en: string, zh: string): Finding['about'] => ({
    en: `${about.en}: ${en}`,
    zh: `${about.zh}：${zh}`,
  });
  const verdicts: Readonly<Record<KeyVerdict['is'], Pick<Finding, 'state' | 'about' | 'todo'>>> = {
    accepted: { state: 'ok', about: and('accepted', '有效') },
    refused: {
      state: 'bad',
      about: and(`refused (${said})`, `被拒绝（${said}）`),
      todo: { en: 'put it right where it is set', zh: '请在设置它的地方更正' },
    },
    unclear: { state: 'note', about: and(`cannot be told (${said})`, `无法判断（${said}）`) },
    unreachable: {
      state: 'bad',
      about: and(`not reached (${said})`, `无法连接（${said}）`),
      todo: {
        en: 'check the network, or the proxy in HTTPS_PROXY',
        zh: '请检查网络或 HTTPS_PROXY 中的代理',
      },
    },
  };
  return verdicts[is];
}

/** Model servers on this machine. */
export async function lookAtServers({ env, settings, signal }: Surroundings): Promise<Finding[]> {
  return await Promise.all(
    AT_HOME.map(async (provider): Promise<Finding> => {
      const key = findKey(provider, settings, env)?.value;
      const models = await listModels({ provider, key, env, signal });
      const { title, baseUrl } = PROVIDERS[provider];
      const { host } = new URL(baseUrl);
      const found = { subject: 'servers', name: title } as const;
      if (models.length === 0) {
        return {
          ...found,
          state: 'note',
          about: { en: `does not answer at ${host}`, zh: `${host} 没有回应` },
        };
      }
      const names = models.slice(0, 3).join(', ');
      const about = {
        en: `${host}: ${models.length} models (${names})`,
        zh: `${host}：${models.length} 个模型（${names}）`,
      };
      return { ...found, state: 'ok', about };
    }),
  );
}
