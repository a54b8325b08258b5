import type { Failure } from './failure.ts';

/** What can fail about ffmpeg, which reads recordings, and about being off the network. */
export const PROGRAM_FAILURES = {
  PROGRAM_MISSING: {
    exit: 1,
    en: [
      '{program} is needed for this and was not found.',
      'Install it with "{command}" and run the same command again.',
    ],
    zh: ['需要 {program}，但没有找到。', '请用“{command}”安装，再运行同一条命令。'],
  },
  FFMPEG_OLD: {
    exit: 1,
    en: [
      'ffmpeg {version} is too old: {needed} is the oldest that does all that is needed.',
      'Update it with "{command}", or let Talkleaf keep one of its own with "talkleaf programs pull ffmpeg", and run the same command again.',
    ],
    zh: [
      'ffmpeg {version} 太旧：至少需要 {needed}。',
      '请用“{command}”升级，或用“talkleaf programs pull ffmpeg”让 Talkleaf 自备一份，再运行同一条命令。',
    ],
  },
  FFMPEG_UNFETCHED: {
    exit: 1,
    en: [
      'ffmpeg, which recordings need, could not be fetched ({said}).',
      'Install it with "{command}", or check the network and the proxy (HTTPS_PROXY), or name a folder that holds its package in TALKLEAF_FFMPEG_URL; then run the same command again: it goes on where it stopped.',
    ],
    zh: [
      '处理录音录像需要 ffmpeg，但无法下载（{said}）。',
      '请用“{command}”安装，或检查网络和代理（HTTPS_PROXY），或用 TALKLEAF_FFMPEG_URL 指定存放其安装包的地址，再运行同一条命令，会从中断处继续。',
    ],
  },
  FFMPEG_UNUSABLE: {
    exit: 1,
    en: [
      'ffmpeg, which recordings need, was fetched to "{path}", but does not run on this system.',
      'Install it with "{command}" and run the same command again.',
    ],
    zh: [
      '处理录音录像需要 ffmpeg，已下载到“{path}”，但在这个系统上无法运行。',
      '请用“{command}”安装，再运行同一条命令。',
    ],
  },
} as const satisfies Record<string, Failure>;
