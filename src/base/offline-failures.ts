import type { Failure } from './failure.ts';

/** What is not done because Talkleaf was told to stay off the network. */
export const OFFLINE_FAILURES = {
  OFFLINE: {
    exit: 1,
    en: [
      '{host} is not on this machine, and Talkleaf is offline (--offline, TALKLEAF_OFFLINE or the setting "offline").',
      'Bring what is needed beforehand, models with "talkleaf models pull NAME", programs with "talkleaf programs pull", or go online again.',
    ],
    zh: [
      '{host} 不在本机上，而 Talkleaf 处于离线状态（--offline、TALKLEAF_OFFLINE 或设置 offline）。',
      '请事先备好所需的东西：模型用“talkleaf models pull 名称”，程序用“talkleaf programs pull”；或取消离线。',
    ],
  },
  OFFLINE_LINK: {
    exit: 1,
    en: [
      '{url} is on the network, and Talkleaf is offline (--offline, TALKLEAF_OFFLINE or the setting "offline").',
      'Download the talk beforehand and give the file, or go online again.',
    ],
    zh: [
      '{url} 在网络上，而 Talkleaf 处于离线状态（--offline、TALKLEAF_OFFLINE 或设置 offline）。',
      '请事先下载好，再给出文件；或取消离线。',
    ],
  },
  OFFLINE_MODEL: {
    exit: 1,
    en: [
      'The model {model} is at {host}, and Talkleaf is offline (--offline, TALKLEAF_OFFLINE or the setting "offline").',
      'Name a model on this machine, as --model ollama:qwen3.5:4b or --speech with the name of one that "talkleaf models ls" shows, or go online again.',
    ],
    zh: [
      '模型 {model} 在 {host} 上，而 Talkleaf 处于离线状态（--offline、TALKLEAF_OFFLINE 或设置 offline）。',
      '请指定本机上的模型，如 --model ollama:qwen3.5:4b，或用 --speech 指定“talkleaf models ls”列出的模型；或取消离线。',
    ],
  },
  OFFLINE_PROGRAM: {
    exit: 1,
    en: [
      '{program} is not here and would have to be fetched, and Talkleaf is offline (--offline, TALKLEAF_OFFLINE or the setting "offline").',
      'Fetch it beforehand with "talkleaf programs pull {program}", or install it with "{command}".',
    ],
    zh: [
      '本机没有 {program}，需要下载，而 Talkleaf 处于离线状态（--offline、TALKLEAF_OFFLINE 或设置 offline）。',
      '请事先用“talkleaf programs pull {program}”下载，或用“{command}”安装。',
    ],
  },
} as const satisfies Record<string, Failure>;
