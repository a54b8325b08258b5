import type { InterfaceLanguage } from '../../base/errors.ts';

/** What `merge` and `watch` say, in one language. */
export type WatchWords = {
  readonly merge: string;
  readonly overview: string;
  readonly watch: string;
  readonly folder: string;
  readonly translation: string;
  readonly note: string;
  readonly settle: string;
  readonly poll: string;
  readonly maxCost: string;
  readonly watching: (folder: string) => string;
  readonly hearing: (name: string) => string;
  readonly cutting: (name: string) => string;
  readonly joining: (name: string) => string;
  readonly done: (name: string) => string;
  readonly failed: (name: string, reason: string) => string;
};

/** The words of both languages of the interface. */
export const WATCH_WORDS: Readonly<Record<InterfaceLanguage, WatchWords>> = {
  en: {
    merge: 'join the recordings ticked in an overview into one',
    overview: 'the overview: autocut.md',
    watch: 'watch a folder: hear what comes, cut and join what is marked done',
    folder: 'folder of recordings',
    translation: 'translate each talk as well',
    note: 'translate each talk and take its note as well',
    settle: 'seconds a recording must not have grown (default: 10)',
    maxCost: 'US dollars a single talk may cost; there is no limit for all together',
    poll: 'look again and again instead of waiting for events (network folders)',
    watching: (folder) => `Watching ${folder} (Ctrl-C ends it)`,
    hearing: (name) => `${name}: listening`,
    cutting: (name) => `${name}: cutting`,
    joining: (name) => `${name}: joining`,
    done: (name) => `${name}: done`,
    failed: (name, reason) => `! ${name}: ${reason}`,
  },
  zh: {
    merge: '把总表里勾选的录音录像拼成一个',
    overview: '总表：autocut.md',
    watch: '监视文件夹：听写新来的录音录像，剪辑、拼接已标记完成的',
    folder: '放录音录像的文件夹',
    translation: '同时翻译',
    note: '同时翻译并做笔记',
    settle: '录音录像多少秒不再变大才算录完（默认 10）',
    maxCost: '每个讲座最多花多少美元；合计不设上限',
    poll: '定时查看，而不是等待系统通知（用于网络文件夹）',
    watching: (folder) => `正在监视 ${folder}（Ctrl-C 结束）`,
    hearing: (name) => `${name}：听写`,
    cutting: (name) => `${name}：剪辑`,
    joining: (name) => `${name}：拼接`,
    done: (name) => `${name}：完成`,
    failed: (name, reason) => `! ${name}：${reason}`,
  },
};
