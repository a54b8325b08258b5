import type { Failure } from './failure.ts';

/** What can go wrong when a recording is cut by its text, or a subtitle file is converted. */
export const CUTTING_FAILURES = {
  CUT_NOT_DONE: {
    exit: 1,
    en: [
      '"{path}" is not marked as done.',
      'When you have ticked the sentences to keep, tick its first line too: "- [x] <-- Mark if you are done editing."',
    ],
    zh: [
      '“{path}”还没有标记为编辑完成。',
      '勾选要保留的句子后，请把第一行也勾上：“- [x] <-- Mark if you are done editing.”。',
    ],
  },
  CUT_NOTHING_KEPT: {
    exit: 1,
    en: [
      'No sentence of "{path}" is to be kept.',
      'Tick the sentences to keep ("- [x] [12,01:05] …"), or leave their cues in the subtitles.',
    ],
    zh: [
      '“{path}”里没有要保留的句子。',
      '请勾选要保留的句子（“- [x] [12,01:05] …”），或在字幕文件里留下它们。',
    ],
  },
  CUT_LIST_STALE: {
    exit: 1,
    en: [
      'Sentence {number} at {time} in "{path}" does not stand there in "{times}".',
      'The list was made from another version; make it again ("talkleaf convert SUBTITLES LIST.md"), or give the subtitles it was made from.',
    ],
    zh: [
      '“{path}”里的第 {number} 句（{time}）与“{times}”对不上。',
      '列表是按另一个版本生成的；请重新生成（“talkleaf convert 字幕.srt 列表.md”），或给出当时所用的字幕。',
    ],
  },
  CUT_TIMES_MISSING: {
    exit: 1,
    en: [
      'The list "{path}" says only where sentences begin, and neither its subtitles nor a talk.json lie beside it.',
      'Give the subtitles too: talkleaf cut MEDIA LIST.md SUBTITLES.srt',
    ],
    zh: [
      '列表“{path}”只写了句子的开始时间，旁边又没有对应的字幕或 talk.json。',
      '请同时给出字幕：“talkleaf cut 录像.mp4 列表.md 字幕.srt”。',
    ],
  },
  CUT_UNTIMED: {
    exit: 1,
    en: [
      '"{path}" has no times.',
      'Give subtitles with times, or have the recording heard first: talkleaf transcribe MEDIA',
    ],
    zh: ['“{path}”里没有时间。', '请给出带时间的字幕，或先听写：“talkleaf transcribe 录像.mp4”。'],
  },
  CUT_BEYOND_MEDIA: {
    exit: 1,
    en: [
      'What is to be kept goes on to {end}, but "{path}" ends at {duration}.',
      'The recording has changed since, or the list belongs to another one; give the right file.',
    ],
    zh: [
      '要保留的内容一直到 {end}，但“{path}”在 {duration} 就结束了。',
      '录音录像后来改动过，或者列表属于另一个文件；请给出正确的文件。',
    ],
  },
  CUT_OTHER_MEDIA: {
    exit: 1,
    en: [
      '"{path}" is {duration} long, but what "{list}" lists was heard from {heard}.',
      'The recording has changed since, or the list belongs to another one. Hear it again (talkleaf transcribe), or give the .srt file beside the list to cut by its times all the same.',
    ],
    zh: [
      '“{path}”长 {duration}，而“{list}”是从一份长 {heard} 的录音录像听写出来的。',
      '录音录像后来改动过，或者列表属于另一个文件。请重新听写（“talkleaf transcribe”）；如果仍要按原来的时间剪辑，请同时给出列表旁边的 .srt 文件。',
    ],
  },
  CUT_MEDIA_CHANGED: {
    exit: 1,
    en: [
      '"{path}" changed while it was cut.',
      'Wait until it is complete and run the same command again.',
    ],
    zh: ['“{path}”在剪辑过程中发生了变化。', '请等文件写完，再运行同一条命令。'],
  },
  CUT_MEDIA_BAD: {
    exit: 1,
    en: [
      '"{path}" cannot be cut: {reason}.',
      'Check that the file plays and was saved or downloaded completely.',
    ],
    zh: ['无法剪辑“{path}”：{reason}。', '请确认文件能正常播放，并且保存或下载完整。'],
  },
  MERGE_UNCUT: {
    exit: 1,
    en: [
      '"{media}" is ticked in "{path}" and its list "{list}" is marked as done, but there is no cut of it by the list as it is now.',
      'Cut it: talkleaf cut "{media}" "{list}" (--force over an older cut; a watched folder cuts anew once that is deleted with its .srt and .md). To join all of it, untick the first line of its list.',
    ],
    zh: [
      '“{path}”里勾选了“{media}”，它的列表“{list}”也已标记为编辑完成，但还没有按现在的列表剪辑过。',
      '请先剪辑：“talkleaf cut "{media}" "{list}"”（已有旧的剪辑时加 --force；正在监视文件夹时，删去旧的剪辑及其 .srt 和 .md，就会重新剪辑）。如果要拼接未剪辑的录像，请取消列表第一行的勾选。',
    ],
  },
  FILE_EXISTS: {
    exit: 1,
    en: ['"{path}" is there already.', 'Move it away, or add --force to write over it.'],
    zh: ['“{path}”已经存在。', '请先移走它，或加上 --force 覆盖。'],
  },
  CUT_STOPPED: {
    exit: 130,
    en: ['Stopped; nothing was written.', 'Run the same command again to begin anew.'],
    zh: ['已停止，没有写出任何文件。', '再运行同一条命令会从头开始。'],
  },
  CONVERT_UNKNOWN: {
    exit: 2,
    en: [
      'Talkleaf cannot write "{path}".',
      'It writes .srt .vtt .ass .lrc .sbv .tsv .txt .md .json, and _compact.srt with one line a cue.',
    ],
    zh: [
      '无法写出“{path}”这种格式。',
      '可以写出 .srt .vtt .ass .lrc .sbv .tsv .txt .md .json，以及每条字幕一行的 _compact.srt。',
    ],
  },
} as const satisfies Record<string, Failure>;
