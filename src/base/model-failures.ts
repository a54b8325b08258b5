import type { Failure } from './failure.ts';

/** What can go wrong with a model server. `{said}` is what it said itself. */
export const MODEL_FAILURES = {
  MODEL_AUTH: {
    exit: 1,
    en: [
      '{host} did not accept the key {key} ({origin}): {said}.',
      'Put it right there, or set another with "talkleaf settings set keys.{provider} -", and run the same command again.',
    ],
    zh: [
      '{host} 不接受密钥 {key}（{origin}）：{said}。',
      '请更正密钥，或用“talkleaf settings set keys.{provider} -”另设一个，再运行同一条命令。',
    ],
  },
  MODEL_KEY_WANTED: {
    exit: 1,
    en: [
      '{host} wants a key, and none is set: {said}.',
      'Set one with "talkleaf settings set keys.{provider} -", or in the variable {variable}, and run the same command again.',
    ],
    zh: [
      '{host} 需要密钥，但没有设置：{said}。',
      '请用“talkleaf settings set keys.{provider} -”或环境变量 {variable} 设置，再运行同一条命令。',
    ],
  },
  MODEL_QUOTA: {
    exit: 1,
    en: [
      'The account at {host} has no credit left: {said}.',
      'Top it up, or choose another --model, and run the same command again; finished work is kept.',
    ],
    zh: [
      '{host} 的账户余额不足：{said}。',
      '请充值，或用 --model 换一个模型，再运行同一条命令，已完成的部分不会丢失。',
    ],
  },
  MODEL_RATE_LIMIT: {
    exit: 1,
    en: [
      '{host} asks us to slow down: {said}.',
      'Lower --concurrency or --rpm, or run the same command again later.',
    ],
    zh: [
      '{host} 要求放慢速度：{said}。',
      '请调低 --concurrency 或 --rpm，或稍后再运行同一条命令。',
    ],
  },
  MODEL_OVERLOADED: {
    exit: 1,
    en: [
      '{host} is overloaded: {said}.',
      'Run the same command again later; finished work is kept.',
    ],
    zh: ['{host} 负载过高：{said}。', '请稍后再运行同一条命令，已完成的部分不会丢失。'],
  },
  MODEL_SERVER: {
    exit: 1,
    en: ['{host} failed: {said}.', 'Run the same command again later; finished work is kept.'],
    zh: ['{host} 出错：{said}。', '请稍后再运行同一条命令，已完成的部分不会丢失。'],
  },
  MODEL_NETWORK: {
    exit: 1,
    en: [
      '{host} could not be reached: {said}.',
      'Check the network, the proxy (HTTPS_PROXY) and the base URL, and run the same command again.',
    ],
    zh: [
      '无法连接 {host}：{said}。',
      '请检查网络、代理（HTTPS_PROXY）和服务地址，再运行同一条命令。',
    ],
  },
  MODEL_TIMEOUT: {
    exit: 1,
    en: [
      '{host} did not answer in time: {said}.',
      'Run the same command again; a slow local model needs a longer wait or a smaller one.',
    ],
    zh: [
      '{host} 迟迟没有回答：{said}。',
      '请再运行同一条命令；如果是本机模型太慢，请换小一些的模型。',
    ],
  },
  MODEL_STREAM_CUT: {
    exit: 1,
    en: [
      '{host} broke off in the middle of its answer: {said}.',
      'Run the same command again; finished work is kept.',
    ],
    zh: ['{host} 回答到一半就断开了：{said}。', '请再运行同一条命令，已完成的部分不会丢失。'],
  },
  MODEL_CONTEXT: {
    exit: 1,
    en: [
      'The request is too long for the model at {host}: {said}.',
      'Choose a model with a larger context, or raise the context length of the server.',
    ],
    zh: [
      '请求超出了 {host} 上模型的上下文长度：{said}。',
      '请换上下文更长的模型，或调大服务器的上下文长度。',
    ],
  },
  MODEL_TOO_LARGE: {
    exit: 1,
    en: [
      'The request is larger than {host} takes: {said}.',
      'Set --tpm to the limit of your account.',
    ],
    zh: ['请求超过了 {host} 允许的大小：{said}。', '请把 --tpm 设为账户的限额。'],
  },
  MODEL_BAD_REQUEST: {
    exit: 1,
    en: ['{host} refused the request: {said}.', 'Check the model name and its settings.'],
    zh: ['{host} 拒绝了请求：{said}。', '请检查模型名称和设置。'],
  },
  MODEL_CONTENT_FILTER: {
    exit: 1,
    en: ['{host} refused the text: {said}.', 'Choose another --model for this talk.'],
    zh: ['{host} 拒绝处理这段内容：{said}。', '请用 --model 为这个讲座换一个模型。'],
  },
  MODEL_WRONG_ENDPOINT: {
    exit: 1,
    en: [
      '{host} did not answer like a model server: {said}.',
      'Check the base URL; it usually ends in /v1.',
    ],
    zh: ['{host} 的回答不像模型服务：{said}。', '请检查服务地址，通常以 /v1 结尾。'],
  },
  MODEL_NOT_FOUND: {
    exit: 1,
    en: ['{host} has no model "{model}": {said}.', 'Check the name after the colon in --model.'],
    zh: ['{host} 没有模型“{model}”：{said}。', '请检查 --model 冒号后的名称。'],
  },
  MODEL_BAD_RESPONSE: {
    exit: 1,
    en: [
      '{host} answered something unusable: {said}.',
      'Run the same command again, or choose another --model.',
    ],
    zh: ['{host} 的回答无法使用：{said}。', '请再运行同一条命令，或用 --model 换一个模型。'],
  },
  MODEL_UNFIT: {
    exit: 1,
    en: [
      '{model} answers, but not with a translation: none of the first {count} sentences came out usable.',
      'Choose another --model, or give one that helps out with --second-model.',
    ],
    zh: [
      '{model} 有回答，但给不出可用的译文：前 {count} 句没有一句合格。',
      '请用 --model 换一个模型，或用 --second-model 指定一个备用模型。',
    ],
  },
  MODEL_PROMPT_CUT: {
    exit: 1,
    en: [
      '{host} silently cut the prompt: it read {read} of about {sent} tokens.',
      'Raise the context length of the server to {need} tokens or more.',
    ],
    zh: [
      '{host} 悄悄截断了提示词：约 {sent} 个 token，只读了 {read} 个。',
      '请把服务器的上下文长度调到 {need} 个 token 以上。',
    ],
  },
  MODEL_FILE_DAMAGED: {
    exit: 1,
    en: [
      'The language model {path} cannot be loaded: {said}.',
      'The file is damaged or of a kind this engine does not know: fetch it again, or choose another --model.',
    ],
    zh: [
      '无法加载语言模型 {path}：{said}。',
      '文件已损坏，或引擎不认识这种模型：请重新下载，或用 --model 换一个模型。',
    ],
  },
  MODEL_MEMORY: {
    exit: 1,
    en: [
      'There is too little memory for {model}: {said}.',
      'Close other programs, or choose a smaller --model ("talkleaf models ls" shows what each takes).',
    ],
    zh: [
      '内存不足，放不下 {model}：{said}。',
      '请关闭其他程序，或用 --model 换小一些的模型（“talkleaf models ls”会列出各自所需的内存）。',
    ],
  },
  MODEL_CRASHED: {
    exit: 1,
    en: [
      'The engine of {model} ended in the middle of its work: {said}.',
      'Run the same command again; finished work is kept.',
    ],
    zh: ['{model} 的引擎中途退出：{said}。', '请再运行同一条命令，已完成的部分不会丢失。'],
  },
  MODEL_ENGINE_DOWN: {
    exit: 1,
    en: [
      'The engine of {model} ends each time it is asked: {said}.',
      'It may need more memory than there is: close other programs or choose a smaller --model, and run the same command again; finished work is kept.',
    ],
    zh: [
      '{model} 的引擎每次运行都会退出：{said}。',
      '可能是内存不足：请关闭其他程序，或用 --model 换小一些的模型，再运行同一条命令，已完成的部分不会丢失。',
    ],
  },
  MODEL_TRANSLATES_ONLY: {
    exit: 1,
    en: [
      '{model} translates, and does nothing else: it cannot take notes.',
      'Give a model that takes them with --second-model, or go without with --no-note.',
    ],
    zh: [
      '{model} 只会翻译，不能做笔记。',
      '请用 --second-model 指定做笔记的模型，或加 --no-note 只要译文。',
    ],
  },
  MODEL_FILE_MISSING: {
    exit: 1,
    en: [
      'There is no language model "{name}" on this machine.',
      'Give the path of a .gguf file, or a name of "talkleaf models ls" that is here; "talkleaf models pull NAME" brings one.',
    ],
    zh: [
      '本机没有语言模型“{name}”。',
      '请给出 .gguf 文件的路径，或“talkleaf models ls”中已下载的名称；“talkleaf models pull 名称”可以下载。',
    ],
  },
  MODEL_ENGINE_BROKEN: {
    exit: 1,
    en: [
      'The engine that runs language models cannot be started: {said}.',
      'Remove the folder {folder}, and run the same command again with --yes, which fetches it anew.',
    ],
    zh: [
      '运行语言模型的引擎无法启动：{said}。',
      '请删除文件夹 {folder}，加上 --yes 再运行同一条命令，会重新下载。',
    ],
  },
  MODEL_ENGINE_MISSING: {
    exit: 1,
    en: [
      'The engine that runs language models on this machine is not here yet.',
      'Run "talkleaf models pull {name}", or the same command again with --yes; it takes about 85 MB.',
    ],
    zh: [
      '还没有在本机运行语言模型的引擎。',
      '请运行“talkleaf models pull {name}”，或加上 --yes 再运行同一条命令，约占 85 MB。',
    ],
  },
  MODEL_ENGINE_UNFETCHED: {
    exit: 1,
    en: [
      'The engine that runs language models could not be fetched with npm: {said}.',
      'Check the network and npm\'s registry ("npm config get registry"; in mainland China registry.npmmirror.com), and run the same command again.',
    ],
    zh: [
      '无法用 npm 下载运行语言模型的引擎：{said}。',
      '请检查网络和 npm 的源（“npm config get registry”，国内可用 registry.npmmirror.com），再运行同一条命令。',
    ],
  },
  MODEL_ENGINE_UNKNOWN: {
    exit: 1,
    en: [
      'There is no engine for language models on this system ({system}).',
      'Run a model server such as Ollama, or choose a service with --model.',
    ],
    zh: [
      '没有适用于这个系统（{system}）的语言模型引擎。',
      '请运行 Ollama 等模型服务，或用 --model 选择在线服务。',
    ],
  },
} as const satisfies Record<string, Failure>;
