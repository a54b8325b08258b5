import type { InterfaceLanguage } from '../../base/errors.ts';
import type { ModelKind } from '../../weights/model-entry.ts';

/** What the commands about models say, in one language. */
export type ModelWords = {
  /** Titles of the list's parts, by what its models do. */
  readonly kinds: Readonly<Record<ModelKind, string>>;
  /** Title of the list of models that servers on this machine have; their context, in tokens. */
  readonly served: string;
  readonly context: (tokens: number) => string;
  readonly here: string;
  /** Of a model that is on its way: how much of it has come. */
  readonly partlyHere: (received: string) => string;
  readonly recommended: (language: string) => string;
  /** Of a model that does not depend on a language. */
  readonly recommendedHere: string;
  /** Of a language model while it runs. */
  readonly memory: (size: string) => string;
  /** Of a model that knows so many languages. */
  readonly languages: (count: number) => string;
  readonly anyLanguage: string;
  readonly folder: string;
  readonly howToPull: (name: string) => string;
  readonly removed: (name: string, size: string) => string;
  readonly fetching: string;
  readonly ofSize: (received: string, total: string) => string;
  readonly left: (time: string) => string;
  /** Asks whether models, and the engine that runs them, may be fetched. */
  readonly ask: (size: string, models: string) => string;
  /** What an hour of talk is likely to take. */
  readonly anHour: (minutes: number) => string;
  readonly goOn: string;
  readonly fetchingEngine: string;
  /** When all is here, while its checksum is reckoned. */
  readonly checking: string;
  /** Another process fetches the model; its number. */
  readonly shared: (process: number | string) => string;
};

export const MODEL_WORDS: Readonly<Record<InterfaceLanguage, ModelWords>> = {
  en: {
    kinds: {
      speech: 'Speech: writes down what is said',
      voices: 'Voices: tells speakers apart (--speakers)',
      punctuation: 'Punctuation: for text that came without',
      language: 'Language: translates and takes notes on this machine',
    },
    served: 'On model servers of this machine: name one with --model',
    context: (tokens) => `context of ${tokens} tokens`,
    here: 'here',
    partlyHere: (received) => `${received} of it here`,
    recommended: (language) => `recommended for ${language} on this machine`,
    recommendedHere: 'recommended on this machine',
    memory: (size) => `takes ${size} of memory`,
    languages: (count) => `${count} languages`,
    anyLanguage: 'any language',
    folder: 'Folder',
    howToPull: (name) => `Fetch one with "talkleaf models pull ${name}".`,
    removed: (name, size) => `Removed ${name}: ${size}`,
    fetching: 'Fetching',
    ofSize: (received, total) => `${received} of ${total}`,
    left: (time) => `${time} left`,
    ask: (size, models) =>
      `To run ${models || 'it'} on this machine, ${size} have to be fetched once.`,
    anHour: (minutes) => `An hour of talk then takes about ${minutes} minutes here.`,
    goOn: 'Go on?',
    fetchingEngine: 'Fetching the engine for language models',
    checking: 'checking',
    shared: (process) =>
      `Another Talkleaf (process ${process}) is fetching it already; this is how far that is, and what it leaves is gone on with.`,
  },
  zh: {
    kinds: {
      speech: '语音：听写讲话',
      voices: '声纹：区分讲话人（--speakers）',
      punctuation: '标点：用于没有标点的文本',
      language: '语言模型：在本机翻译、做笔记',
    },
    served: '本机模型服务上的模型：用 --model 指定',
    context: (tokens) => `上下文 ${tokens} 个 token`,
    here: '已下载',
    partlyHere: (received) => `已下载 ${received}`,
    recommended: (language) => `推荐在本机听写${language}`,
    recommendedHere: '推荐在本机使用',
    memory: (size) => `运行时占内存 ${size}`,
    languages: (count) => `${count} 种语言`,
    anyLanguage: '任何语言',
    folder: '文件夹',
    howToPull: (name) => `用“talkleaf models pull ${name}”下载。`,
    removed: (name, size) => `已删除 ${name}：${size}`,
    fetching: '下载',
    ofSize: (received, total) => `${received}/${total}`,
    left: (time) => `还需 ${time}`,
    ask: (size, models) =>
      `要在本机运行 ${models || 'GGUF'} 模型，需要先下载 ${size}（只需一次）。`,
    anHour: (minutes) => `之后一小时的讲座在这里大约需要 ${minutes} 分钟。`,
    goOn: '是否继续？',
    fetchingEngine: '正在下载运行语言模型的引擎',
    checking: '正在校验',
    shared: (process) =>
      `另一个 Talkleaf（进程 ${process}）正在下载这个模型；以下是它的进度，它若中断，由这里继续。`,
  },
};
