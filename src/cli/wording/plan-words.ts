import type { InterfaceLanguage } from '../../base/errors.ts';
import { counted } from './amounts.ts';

/** What a plan says, in one language. Labels stand before a row. */
export type PlanWords = {
  readonly labels: Readonly<
    Record<
      | 'input'
      | 'fetch'
      | 'track'
      | 'hear'
      | 'restore'
      | 'translate'
      | 'note'
      | 'model'
      | 'left'
      | 'folder',
      string
    >
  >;
  readonly lengthUnknown: string;
  /** yt-dlp is fetched with the first link. */
  readonly fetchedFirst: string;
  /** With which model it is heard, how much of it has been (an empty text where nothing has), and how long that takes. */
  readonly hear: (model: string, heard: string, time: string) => string;
  readonly heardOf: (heard: string, all: string) => string;
  readonly heard: string;
  readonly captionsFirst: string;
  /** Of a text without marks, such a share of which the model is asked for. */
  readonly restore: (share: string) => string;
  /** Nothing of that kind is there: why, and what to do. */
  readonly none: (reason: string, hint: string) => string;
  readonly pair: (from: string, to: string) => string;
  readonly into: (to: string) => string;
  readonly sentences: (done: number, all: number) => string;
  readonly sections: (done: number, all: number) => string;
  readonly done: string;
  readonly reckonedWith: (example: string) => string;
  /** What is left to ask. */
  readonly estimate: (needs: {
    readonly requests: number;
    readonly tokens: string;
    readonly time: string;
    readonly cost: string;
  }) => string;
  readonly cost: (likely: string, most: string) => string;
  readonly noPrice: string;
  /** Of a likely cost that passes the limit. */
  readonly dearer: (limit: string) => string;
  readonly byLength: string;
  readonly nothingToAsk: string;
  readonly unknownYet: string;
  readonly files: (first: readonly string[], more: number) => string;
  /** Of several talks, some of which cannot be reckoned yet. */
  readonly total: (talks: number, tokens: string, cost: string) => string;
  readonly unreckoned: (talks: number) => string;
};

export const PLAN_WORDS: Readonly<Record<InterfaceLanguage, PlanWords>> = {
  en: {
    labels: {
      input: 'Plan',
      fetch: 'Fetch',
      track: 'Track',
      hear: 'Hear',
      restore: 'Marks',
      translate: 'Translate',
      note: 'Note',
      model: 'Model',
      left: 'To ask',
      folder: 'Folder',
    },
    lengthUnknown: 'length not known before it is fetched',
    fetchedFirst: 'yt-dlp is not here; a copy is fetched first',
    hear: (model, heard, time) =>
      [`with ${model}`, time && `takes about ${time}`, heard].filter(Boolean).join(', '),
    heardOf: (heard, all) => `${heard} of ${all} is heard already`,
    heard: 'is heard already',
    restore: (share) => `put in by the model first, into ${share} of the words`,
    captionsFirst: "the site's own captions if they are good enough; else ",
    none: (reason, hint) => `none. ${reason} ${hint}`,
    pair: (from, to) => `${from} to ${to}`,
    into: (to) => `into ${to}`,
    sentences: (done, all) => `${done} of ${all} sentences are there`,
    sections: (done, all) => `${done} of ${all} sections are there`,
    done: 'is there',
    reckonedWith: (example) => `Reckoned with ${example}, as an example: `,
    estimate: ({ requests, tokens, time, cost }) =>
      `about ${requests} ${requests === 1 ? 'request' : 'requests'}, ${tokens} tokens, takes about ${time}, ${cost}`,
    cost: (likely, most) => `about ${likely}, at most ${most}`,
    noPrice: 'price not known',
    dearer: (limit) => `; --max-cost ${limit} will stop it before its end`,
    byLength: 'by its length, ',
    nothingToAsk: 'nothing: all of it is there from earlier runs',
    unknownYet: 'known when it is fetched',
    files: (first, more) => first.join(', ') + (more > 0 ? ` and ${more} more` : ''),
    total: (talks, tokens, cost) =>
      `${counted(talks, 'talk')} in all: about ${tokens} tokens, ${cost}.`,
    unreckoned: (talks) => `${counted(talks, 'talk')} cannot be reckoned yet.`,
  },
  zh: {
    labels: {
      input: '计划',
      fetch: '下载',
      track: '音轨',
      hear: '听写',
      restore: '标点',
      translate: '翻译',
      note: '笔记',
      model: '模型',
      left: '待询问',
      folder: '文件夹',
    },
    lengthUnknown: '时长还不知道',
    fetchedFirst: '本机没有 yt-dlp，会先下载一份',
    hear: (model, heard, time) =>
      [`用 ${model}`, time && `约需 ${time}`, heard].filter(Boolean).join('，'),
    heardOf: (heard, all) => `已听写 ${heard}/${all}`,
    heard: '已听写',
    restore: (share) => `先由模型为 ${share} 的文字补上`,
    captionsFirst: '网站自带的字幕足够好就用字幕，否则',
    none: (reason, hint) => `无。${reason}${hint}`,
    pair: (from, to) => `${from}译成${to}`,
    into: (to) => `译成${to}`,
    sentences: (done, all) => `已有 ${done}/${all} 句`,
    sections: (done, all) => `已有 ${done}/${all} 节`,
    done: '已完成',
    reckonedWith: (example) => `以 ${example} 为例：`,
    estimate: ({ requests, tokens, time, cost }) =>
      `约 ${requests} 次请求，${tokens} token，用时 ${time}，${cost}`,
    cost: (likely, most) => `约 ${likely}，最多 ${most}`,
    noPrice: '价格未知',
    dearer: (limit) => `；会在达到 --max-cost ${limit} 时提前停下`,
    byLength: '按时长估计，',
    nothingToAsk: '无：以前都已完成',
    unknownYet: '知道时长后才能估计',
    files: (first, more) =>
      first.join('、') + (more > 0 ? ` 等 ${first.length + more} 个文件` : ''),
    unreckoned: (talks) => `${talks} 个讲座暂时无法估计。`,
    total: (talks, tokens, cost) => `共 ${talks} 个讲座：约 ${tokens} token，${cost}。`,
  },
};
