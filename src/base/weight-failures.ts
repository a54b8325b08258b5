import type { Failure } from './failure.ts';

/** What can go wrong with the models on this machine, until they are there. */
export const WEIGHT_FAILURES = {
  MODEL_UNLISTED: {
    exit: 2,
    en: ['There is no model "{name}" to fetch.', 'These can be fetched: {names}.'],
    zh: ['没有名为“{name}”的模型可以下载。', '可以下载的有：{names}。'],
  },
  MODEL_ABSENT: {
    exit: 1,
    en: [
      'The model "{name}" is not on this machine yet.',
      'Fetch it with "talkleaf models pull {name}", {size} MB, and run the same command again.',
    ],
    zh: [
      '本机还没有模型“{name}”。',
      '请用“talkleaf models pull {name}”下载（{size} MB），再运行同一条命令。',
    ],
  },
  MODEL_NOT_HERE: {
    exit: 1,
    en: [
      'There is nothing of the model "{name}" in "{folder}".',
      '"talkleaf models ls" shows which are here.',
    ],
    zh: ['“{folder}”里没有模型“{name}”。', '“talkleaf models ls”会列出已下载的模型。'],
  },
  MODEL_UNFETCHED: {
    exit: 1,
    en: [
      'The model "{name}" could not be fetched: {reason}.',
      'Check the network and the proxy (HTTPS_PROXY), or name a mirror with "talkleaf settings set modelsFrom URL", and run the same command again; it goes on where it stopped. A file that came by other means is taken with "talkleaf models pull {name} --from FILE".',
    ],
    zh: [
      '模型“{name}”下载失败：{reason}。',
      '请检查网络和代理（HTTPS_PROXY），或用“talkleaf settings set modelsFrom 地址”指定镜像，再运行同一条命令，会从中断处继续。用其他方式得到的文件可用“talkleaf models pull {name} --from 文件”放入。',
    ],
  },
  MODEL_NO_ROOM: {
    exit: 1,
    en: [
      'There is too little room in "{folder}" for the model: {needed} are needed, {free} are free.',
      'Free some space ("talkleaf models rm NAME" removes a model), or name a folder on another disk in TALKLEAF_MODELS, and run the same command again; what is here is kept.',
    ],
    zh: [
      '“{folder}”的空间放不下这个模型：需要 {needed}，可用 {free}。',
      '请清理出一些空间（“talkleaf models rm 名称”可删除模型），或用 TALKLEAF_MODELS 指定其他磁盘上的文件夹，再运行同一条命令，已下载的部分会保留。',
    ],
  },
  MODELS_UNWRITABLE: {
    exit: 1,
    en: [
      'Models cannot be written to "{path}": {reason}.',
      'Make the folder writable, or name another one in TALKLEAF_MODELS.',
    ],
    zh: [
      '无法把模型写入“{path}”：{reason}。',
      '请开放写入权限，或用 TALKLEAF_MODELS 指定其他文件夹。',
    ],
  },
  MODEL_FILE_WRONG: {
    exit: 1,
    en: [
      '"{path}" is not the model "{name}": {reason}.',
      'Give what the repository {repository} of the model hub holds; "talkleaf models pull {name}" fetches it. Your file was left as it is.',
    ],
    zh: [
      '“{path}”不是模型“{name}”：{reason}。',
      '请提供模型站仓库 {repository} 中的文件，或用“talkleaf models pull {name}”下载。你的文件没有改动。',
    ],
  },
} as const satisfies Record<string, Failure>;
