import type { InterfaceLanguage } from '../../base/errors.ts';

/** What is said of the programs Talkleaf works with. */
export type ProgramWords = {
  readonly programs: string;
  readonly pull: string;
  readonly names: string;
  readonly yes: string;
  /** Asked before one is fetched; `size` in megabytes. */
  readonly ask: (program: string, size: number) => string;
  readonly fetched: (program: string, version: string) => string;
};

export const PROGRAM_WORDS: Readonly<Record<InterfaceLanguage, ProgramWords>> = {
  en: {
    programs: 'the programs Talkleaf works with: pull [NAME]',
    pull: 'fetch copies of ffmpeg and yt-dlp, which Talkleaf uses where none are installed',
    names: 'ffmpeg or yt-dlp (default: both)',
    yes: 'fetch without asking what a recording needs and is missing (ffmpeg)',
    ask: (program, size) =>
      `${program} reads recordings and is not installed. Fetch a copy for Talkleaf alone, ${size} MB? [Y/n] `,
    fetched: (program, version) => `${program} ${version}`,
  },
  zh: {
    programs: 'Talkleaf 用到的程序：pull [名称]',
    pull: '下载 ffmpeg 和 yt-dlp，本机没有安装时 Talkleaf 就用它们',
    names: 'ffmpeg 或 yt-dlp（默认两者都下载）',
    yes: '处理录音录像缺少程序（ffmpeg）时不询问，直接下载',
    ask: (program, size) =>
      `处理录音录像需要 ${program}，但没有安装。要下载一份供 Talkleaf 专用吗（${size} MB）？[Y/n] `,
    fetched: (program, version) => `${program} ${version}`,
  },
};
