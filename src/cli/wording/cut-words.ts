import type { InterfaceLanguage } from '../../base/errors.ts';
import type { FallbackReason } from '../../cutting/cut-job.ts';
import { counted } from './amounts.ts';

/** What the commands that cut and convert say, in one language. */
export type CutWords = {
  readonly cut: string;
  readonly media: string;
  readonly lists: string;
  readonly fast: string;
  readonly smart: string;
  readonly crf: string;
  readonly bitrate: string;
  readonly preset: string;
  readonly noLoudness: string;
  readonly out: string;
  readonly force: string;
  readonly track: string;
  readonly encoding: string;
  readonly convert: string;
  readonly input: string;
  readonly output: string;
  readonly compact: string;
  readonly withMedia: string;
  readonly outputEncoding: string;
  readonly simplified: string;
  readonly traditional: string;
  readonly cutting: string;
  readonly left: (time: string) => string;
  readonly kept: (segments: number, kept: string, of: string) => string;
  readonly fallback: (reason: FallbackReason) => string;
  readonly replaced: (count: number, encoding: string) => string;
};

const REASONS = {
  en: {
    container: 'this kind of file does not say exactly where its frames are',
    codec: 'its picture cannot be copied (--smart copies 8-bit H.264, --fast what MP4 holds)',
    'variable-rate': 'its frames do not come at a constant rate',
    short: 'its picture ends before its sound',
    turned: 'it is shown turned',
    interlaced: 'its pictures are interlaced',
    'key-frames': 'it has too few key frames',
  },
  zh: {
    container: '这种格式没有记录每一帧的准确位置',
    codec: '它的画面不能直接复制（--smart 可复制 8 位 H.264，--fast 可复制 MP4 装得下的编码）',
    'variable-rate': '帧率不固定',
    short: '画面比声音先结束',
    turned: '画面带有旋转标记',
    interlaced: '画面是隔行扫描',
    'key-frames': '关键帧太少',
  },
} as const satisfies Record<InterfaceLanguage, Record<FallbackReason, string>>;

/** The words of both languages of the interface. */
export const CUT_WORDS: Readonly<Record<InterfaceLanguage, CutWords>> = {
  en: {
    cut: 'cut a recording by its text: keep the ticked sentences, or the cues left in its subtitles',
    media: 'the recording',
    lists: 'a ticked list (.md), subtitles from which cues were deleted, or both',
    fast: 'copy without encoding; segments start at key frames',
    smart: 'encode only around the joints, copy the rest',
    crf: 'quality of the picture, 0 to 51, less is better (default: 20; with --smart 18)',
    bitrate: 'bits a second of the picture instead: 10m, 500k',
    preset:
      "x264's trade of time for size: ultrafast to veryslow (default: medium; with --smart veryfast)",
    noLoudness: 'leave the loudness as it is',
    out: 'where the cut is put (default: beside the recording)',
    force: 'write over files that are there',
    track: 'sound track that is kept of several: the one that was heard (default: its default one)',
    encoding: 'text encoding of the lists (default: detected)',
    convert: 'convert subtitles: any format to any other, by suffix',
    input: 'subtitles (.srt .vtt .ass .lrc .sbv .tsv .ttml .json .md .txt)',
    output: '.srt .vtt .ass .lrc .sbv .tsv .txt .json, .md for a tick list, or NAME_compact.srt',
    compact: 'one line a cue, in NAME_compact.srt',
    withMedia: 'recording to be played in a tick list',
    outputEncoding: 'text encoding of the output: utf-8 (default), gbk, big5, …',
    simplified: 'Traditional Chinese becomes Simplified',
    traditional: 'Simplified Chinese becomes Traditional',
    cutting: 'Cutting',
    left: (time) => `${time} left`,
    kept: (segments, kept, of) => `${counted(segments, 'segment')}, ${kept} of ${of} kept`,
    fallback: (reason) => `Everything is encoded: ${REASONS.en[reason]}.`,
    replaced: (count, encoding) =>
      `${count} ${count === 1 ? 'character is' : 'characters are'} not in ${encoding} and became "?".`,
  },
  zh: {
    cut: '按文字剪辑录音录像：保留勾选的句子，或字幕里留下的条目',
    media: '录音录像',
    lists: '勾选过的列表（.md）、删去若干条目的字幕，或两者都给',
    fast: '不重新编码，从关键帧开始剪',
    smart: '只重新编码接缝附近，其余直接复制',
    crf: '画面质量，0 到 51，越小越好（默认 20；--smart 时为 18）',
    bitrate: '改为指定画面码率：10m、500k',
    preset: 'x264 的速度档：ultrafast 到 veryslow（默认 medium；--smart 时为 veryfast）',
    noLoudness: '不调整响度',
    out: '剪好的文件放在哪里（默认放在原文件旁边）',
    force: '覆盖已有的文件',
    track: '有多条音轨时保留哪一条，应与听写的相同（默认为文件的默认音轨）',
    encoding: '列表和字幕的编码（默认自动识别）',
    convert: '转换字幕：按后缀在各种格式之间互转',
    input: '字幕文件（.srt .vtt .ass .lrc .sbv .tsv .ttml .json .md .txt）',
    output:
      '.srt .vtt .ass .lrc .sbv .tsv .txt .json；勾选列表用 .md，每条字幕一行用“名称_compact.srt”',
    compact: '每条字幕一行，写入“名称_compact.srt”',
    withMedia: '勾选列表里要播放的录音录像',
    outputEncoding: '输出的编码：utf-8（默认）、gbk、big5 等',
    simplified: '繁体转简体',
    traditional: '简体转繁体',
    cutting: '剪辑',
    left: (time) => `还需 ${time}`,
    kept: (segments, kept, of) => `${segments} 段，保留 ${kept}（共 ${of}）`,
    fallback: (reason) => `改为全部重新编码：${REASONS.zh[reason]}。`,
    replaced: (count, encoding) => `有 ${count} 个字符不在 ${encoding} 编码里，已写成“?”。`,
  },
};
