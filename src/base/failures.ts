import { CUTTING_FAILURES } from './cutting-failures.ts';
import type { Failure } from './failure.ts';
import { HEARING_FAILURES } from './hearing-failures.ts';
import { MODEL_FAILURES } from './model-failures.ts';
import { OFFLINE_FAILURES } from './offline-failures.ts';
import { PROGRAM_FAILURES } from './program-failures.ts';
import { SERVING_FAILURES } from './serving-failures.ts';
import { SETTING_FAILURES } from './setting-failures.ts';
import { SOURCE_FAILURES } from './source-failures.ts';
import { WEIGHT_FAILURES } from './weight-failures.ts';

/** Every way Talkleaf can fail. The class is `AppError`; `docs/errors.md` is made from this table. */
export const FAILURES = {
  USAGE: {
    exit: 2,
    en: ['{problem}', 'Run "talkleaf --help" to see what can be said.'],
    zh: ['{problem}', '运行“talkleaf --help”可查看用法。'],
  },
  FILE_MISSING: {
    exit: 1,
    en: ['There is no file "{path}".', 'Check the name and the folder you are in.'],
    zh: ['找不到文件“{path}”。', '请检查文件名和当前所在的文件夹。'],
  },
  FILE_UNREADABLE: {
    exit: 1,
    en: ['"{path}" could not be read: {reason}.', 'Check that you may read it.'],
    zh: ['无法读取“{path}”：{reason}。', '请检查是否有读取权限。'],
  },
  FILE_TOO_LARGE: {
    exit: 1,
    en: [
      '"{path}" is {size}, which is too large for a transcript (the limit is {limit}).',
      'Check that it is the right file; a ten-hour talk is about 1 MB of text.',
    ],
    zh: [
      '“{path}”有 {size}，超过了文字稿的上限（{limit}）。',
      '请确认是否选错了文件；十小时的讲座大约只有 1 MB 文字。',
    ],
  },
  FILE_EMPTY: {
    exit: 1,
    en: ['"{path}" has no text in it.', 'Check that it was saved completely.'],
    zh: ['“{path}”里没有文字。', '请检查文件是否保存完整。'],
  },
  NO_SPEECH: {
    exit: 1,
    en: [
      'Nothing is said in "{path}": it holds only sound notes such as [Music].',
      'Give the captions of the speech, or the recording itself, which is then heard.',
    ],
    zh: [
      '“{path}”里没有人讲话：只有 [音乐] 之类的声音说明。',
      '请提供含有讲话内容的字幕，或直接提供录音录像来听写。',
    ],
  },
  FOLDER_EMPTY: {
    exit: 1,
    en: [
      'There is no transcript and no recording in the folder "{path}".',
      'It may hold .srt .vtt .ass .lrc .sbv .tsv .ttml .json .md .txt, and sound or video of any kind.',
    ],
    zh: [
      '文件夹“{path}”里没有文字稿，也没有录音录像。',
      '支持 .srt .vtt .ass .lrc .sbv .tsv .ttml .json .md .txt，以及各种格式的录音录像。',
    ],
  },
  FOLDER_IS_TALK: {
    exit: 1,
    en: [
      'The folder "{path}" is what Talkleaf made of a talk.',
      'Give what it was made from: the recording, the transcript or the link. To use a file in it, such as its talk.json, name that file.',
    ],
    zh: [
      '文件夹“{path}”是 Talkleaf 处理一场讲座的结果。',
      '请给出它的来源：录音录像、文字稿或链接。如果要用其中的某个文件（如 talk.json），请写出该文件的路径。',
    ],
  },
  FOLDER_WANTED: {
    exit: 1,
    en: [
      '"{path}" is a file, and only a folder can be watched.',
      'Give the folder it lies in, or leave out "watch" to work on this file alone.',
    ],
    zh: [
      '“{path}”是文件，只能监视文件夹。',
      '请给出它所在的文件夹；若只处理这一个文件，去掉“watch”即可。',
    ],
  },
  FILE_NOT_TEXT: {
    exit: 1,
    en: [
      '"{path}" is not a text file, whatever its name says.',
      'Give a subtitle file (.srt .vtt .ass .lrc .sbv .tsv .ttml), .json, .md or .txt.',
    ],
    zh: [
      '“{path}”的内容不是文本，不论后缀是什么。',
      '请提供字幕文件（.srt .vtt .ass .lrc .sbv .tsv .ttml）或 .json、.md、.txt。',
    ],
  },
  FORMAT_UNKNOWN: {
    exit: 1,
    en: [
      'Talkleaf does not know what to do with "{path}".',
      'It reads transcripts: .srt .vtt .ass .lrc .sbv .tsv .ttml .json .md .txt, or "-" for standard input.',
    ],
    zh: [
      'Talkleaf 无法识别“{path}”这种文件。',
      '可以读取的文字稿有 .srt .vtt .ass .lrc .sbv .tsv .ttml .json .md .txt，或用“-”表示标准输入。',
    ],
  },
  TRANSCRIPT_SHAPE: {
    exit: 1,
    en: [
      '"{path}" is not a transcript in a form Talkleaf knows: {reason}.',
      'It reads the JSON of Whisper, YouTube (json3), Bilibili and most recognisers, its own talk.json, or a list of {start, end, text}.',
    ],
    zh: [
      '“{path}”不是 Talkleaf 能识别的文字稿：{reason}。',
      '可以读取 Whisper、YouTube（json3）、Bilibili 及多数语音识别服务的 JSON，Talkleaf 自己的 talk.json，或 {start, end, text} 的列表。',
    ],
  },
  FILE_WEB_PAGE: {
    exit: 1,
    en: [
      '"{path}" is a web page, not its text.',
      'Open it in a browser and copy the text into a .txt file; for the page of a video, give its link instead.',
    ],
    zh: [
      '“{path}”是网页文件，不是其中的文字。',
      '请在浏览器里打开它，把文字复制到 .txt 文件；如果是视频页面，请直接给出链接。',
    ],
  },
  CAPTIONS_XML: {
    exit: 1,
    en: [
      '"{path}" is XML without captions that Talkleaf can read.',
      "It reads TTML and YouTube's srv1 to srv3. Give the link of the talk instead, or get the captions as WebVTT: yt-dlp --skip-download --write-subs --write-auto-subs --sub-format vtt LINK.",
    ],
    zh: [
      '“{path}”是 XML 文件，其中没有 Talkleaf 能读取的字幕。',
      '可以读取 TTML 和 YouTube 的 srv1 至 srv3。请直接给出视频链接，或改为下载 WebVTT 字幕：“yt-dlp --skip-download --write-subs --write-auto-subs --sub-format vtt 链接”。',
    ],
  },
  SUBTITLES_UNREAD: {
    exit: 1,
    en: [
      '"{path}" looks like subtitles in a form that cannot be read ("{line}").',
      'Convert it to SRT, with Subtitle Edit (File, Save as) for example. Read are .srt .vtt .ass .lrc .sbv .smi .ttml, MicroDVD, MPL2, TMPlayer, SubViewer, tables with times, EDL, and copies of the transcripts of YouTube, Zoom, Teams, Meet and others.',
    ],
    zh: [
      '“{path}”看起来是字幕，但格式无法读取（“{line}”）。',
      '请先转换为 SRT，例如用 Subtitle Edit 另存。可以读取 .srt .vtt .ass .lrc .sbv .smi .ttml、MicroDVD、MPL2、TMPlayer、SubViewer、带时间的表格、EDL，以及从 YouTube、Zoom、Teams、Meet 等复制的文字稿。',
    ],
  },
  TALK_NEWER: {
    exit: 1,
    en: [
      'This talk.json was written by a newer Talkleaf (schema {schema}; this one knows {known}).',
      'Update Talkleaf.',
    ],
    zh: [
      '这个 talk.json 出自更新版本的 Talkleaf（格式版本 {schema}，当前最高支持 {known}）。',
      '请升级 Talkleaf。',
    ],
  },
  TALK_BAD: {
    exit: 1,
    en: [
      'This talk.json is not a talk as Talkleaf writes it: {reason}.',
      'Make it again by running the same command with --force.',
    ],
    zh: [
      '这个 talk.json 不符合 Talkleaf 的格式：{reason}。',
      '请加上 --force 再运行同一条命令，重新生成它。',
    ],
  },
  ENCODING_UNKNOWN: {
    exit: 2,
    en: [
      'There is no text encoding called "{encoding}".',
      'Use a name such as utf-8, gb18030, big5, utf-16le or shift_jis.',
    ],
    zh: [
      '没有名为“{encoding}”的文字编码。',
      '请使用 utf-8、gb18030、big5、utf-16le、shift_jis 等名称。',
    ],
  },
  GLOSSARY_BAD: {
    exit: 1,
    en: [
      'The glossary "{path}" could not be used: {reason}.',
      'Give two columns, term and translation, as CSV or TSV, or JSON {"term": "translation"}.',
    ],
    zh: [
      '术语表“{path}”无法使用：{reason}。',
      '请用 CSV 或 TSV，分术语和译法两列；或用 JSON：{"术语": "译法"}。',
    ],
  },
  FOLDER_UNWRITABLE: {
    exit: 1,
    en: [
      'Nothing can be written to "{path}": {reason}.',
      'Make it writable, or choose another folder: with --out, or by working on a copy elsewhere.',
    ],
    zh: [
      '无法写入“{path}”：{reason}。',
      '请开放写入权限，或换一个文件夹：用 --out 指定，或把文件复制到别处再处理。',
    ],
  },
  DISK_FULL: {
    exit: 1,
    en: [
      'There is no space left for "{path}".',
      'Free some space and run the same command again; finished work is kept.',
    ],
    zh: [
      '磁盘空间不足，无法写入“{path}”。',
      '请清理出一些空间，再运行同一条命令，已完成的部分不会丢失。',
    ],
  },
  SYSTEM_REFUSED: {
    exit: 1,
    en: [
      'The system refuses "{path}": {reason}.',
      'Check that it is there and that you may read and write it, then run the same command again; finished work is kept.',
    ],
    zh: [
      '系统拒绝访问“{path}”：{reason}。',
      '请检查它是否存在、是否有读写权限，再运行同一条命令，已完成的部分不会丢失。',
    ],
  },
  FOLDER_BUSY: {
    exit: 1,
    en: [
      'Another Talkleaf (process {pid}) is working on "{path}".',
      'Wait for it, or stop it, and run the same command again.',
    ],
    zh: [
      '另一个 Talkleaf（进程 {pid}）正在处理“{path}”。',
      '请等它完成或将它停止，再运行同一条命令。',
    ],
  },
  ...SETTING_FAILURES,
  ...SERVING_FAILURES,
  ...SOURCE_FAILURES,
  ...CUTTING_FAILURES,
  ...OFFLINE_FAILURES,
  ...PROGRAM_FAILURES,
  ...HEARING_FAILURES,
  ...WEIGHT_FAILURES,
  ...MODEL_FAILURES,
  INTERRUPTED: {
    exit: 130,
    en: ['Stopped.', 'Run the same command again to go on; finished work is kept.'],
    zh: ['已停止。', '再运行同一条命令即可继续，已完成的部分不会丢失。'],
  },
} as const satisfies Record<string, Failure>;

export type FailureCode = keyof typeof FAILURES;
