import type { InterfaceLanguage } from '../../base/errors.ts';

/** What the commands about models say, in one language. */
export type ModelWords = {
  /** Titles of the list's parts, by what its models do. */
  readonly kinds: Readonly<Record<'speech' | 'voices' | 'punctuation', string>>;
  readonly here: string;
  readonly recommended: (language: string) => string;
  /** Of a model that knows so many languages. */
  readonly languages: (count: number) => string;
  readonly anyLanguage: string;
  readonly folder: string;
  readonly howToPull: (name: string) => string;
  readonly removed: (name: string, megabytes: number) => string;
};

export const MODEL_WORDS: Readonly<Record<InterfaceLanguage, ModelWords>> = {
  en: {
    kinds: {
      speech: 'Speech: writes down what is said',
      voices: 'Voices: tells speakers apart (--speakers)',
      punctuation: 'Punctuation: for text that came without',
    },
    here: 'here',
    recommended: (language) => `recommended for ${language} on this machine`,
    languages: (count) => `${count} languages`,
    anyLanguage: 'any language',
    folder: 'Folder',
    howToPull: (name) => `Fetch one with "talkleaf models pull ${name}".`,
    removed: (name, megabytes) => `Removed ${name}: ${megabytes} MB`,
  },
  zh: {
    kinds: {
      speech: '语音：听写讲话',
      voices: '声纹：区分讲话人（--speakers）',
      punctuation: '标点：用于没有标点的文本',
    },
    here: '已下载',
    recommended: (language) => `推荐在本机听写${language}`,
    languages: (count) => `${count} 种语言`,
    anyLanguage: '任何语言',
    folder: '文件夹',
    howToPull: (name) => `用“talkleaf models pull ${name}”下载。`,
    removed: (name, megabytes) => `已删除 ${name}：${megabytes} MB`,
  },
};
