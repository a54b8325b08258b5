import { isOffline } from '../../network/offline.ts';
import { transportOf } from '../../network/transport.ts';
import { withoutCredentials } from '../../sources/web-address.ts';
import { NEWEST_RELEASE } from '../../sources/yt-dlp/program/managed-copy.ts';
import { sourcesFor } from '../models/model-sources.ts';
import { type Finding, plain, type Surroundings } from './finding.ts';

/** Longest wait for an answer, in milliseconds. */
const ANSWER_MS = 5000;

/** The way out: proxies, and the places that models and yt-dlp come from. */
export async function lookAtNetwork(around: Surroundings): Promise<Finding[]> {
  const { env, settings } = around;
  if (isOffline(env)) return [OFF];
  const hubs = sourcesFor({ env, modelsFrom: settings.modelsFrom });
  const models = { variable: 'HF_ENDPOINT', en: 'models come from here', zh: '模型由此下载' };
  const program = {
    variable: 'TALKLEAF_YTDLP_URL',
    en: 'yt-dlp comes from here',
    zh: 'yt-dlp 由此下载',
  };
  const places = [
    ...hubs.map(({ base }) => [base, models] as const),
    [env['TALKLEAF_YTDLP_URL'] ?? NEWEST_RELEASE, program] as const,
  ];
  const reached = await Promise.all(places.map(([address, use]) => reach(address, use, around)));
  return [...proxies(around), ...reached];
}

const OFF: Finding = {
  subject: 'network',
  name: 'offline',
  state: 'note',
  about: { en: 'nothing beyond this machine is asked', zh: '不连接本机以外的任何地方' },
  todo: {
    en: 'to go online: unset TALKLEAF_OFFLINE, or talkleaf settings unset offline',
    zh: '要恢复联网：去掉 TALKLEAF_OFFLINE，或运行 talkleaf settings unset offline',
  },
};

const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'];

function proxies({ env }: Surroundings): Finding[] {
  return PROXIES.flatMap((name): Finding[] => {
    const value = env[name.toLowerCase()] ?? env[name];
    if (!value) return [];
    const found = { subject: 'network', name } as const;
    if (/^socks/i.test(value)) {
      const about = {
        en: 'a SOCKS proxy, which Talkleaf cannot use',
        zh: 'SOCKS 代理，Talkleaf 无法使用',
      };
      const todo = { en: 'give an HTTP proxy', zh: '请改用 HTTP 代理' };
      return [{ ...found, state: 'bad', about, todo }];
    }
    return [{ ...found, state: 'ok', about: plain(withoutCredentials(value)) }];
  });
}

async function reach(
  address: string,
  { variable, ...use }: Finding['about'] & { readonly variable: string },
  { env, signal }: Surroundings,
): Promise<Finding> {
  const late = AbortSignal.timeout(ANSWER_MS);
  const found = { subject: 'network', name: hostOf(address) } as const;
  try {
    const { body } = await transportOf(env)(address, {
      method: 'HEAD',
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    body.destroy();
    return { ...found, state: 'ok', about: use };
  } catch (error) {
    signal?.throwIfAborted();
    const said = late.aborted
      ? `${ANSWER_MS / 1000} s`
      : error instanceof Error
        ? error.message
        : '';
    return {
      ...found,
      state: 'note',
      about: { en: `not reached (${said}); ${use.en}`, zh: `无法连接（${said}）；${use.zh}` },
      todo: {
        en: `name a mirror in ${variable}, or a proxy in HTTPS_PROXY`,
        zh: `可用 ${variable} 指定镜像，或用 HTTPS_PROXY 指定代理`,
      },
    };
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
