import { clock, type Seconds } from './time.ts';

/** What was noticed while a transcript was read, by code. */
export type Warning = {
  readonly code: keyof typeof WORDINGS;
  /** Count of cues it concerns, or of stretches or words. */
  readonly count: number;
  /** Where the first of them stands in its file, as an index of lines that begins with 1, where that helps. */
  readonly line?: number | undefined;
  /** Where a recording ends that should be longer, in seconds from its start. */
  readonly end?: Seconds | undefined;
  /** How long that should be, in seconds, where its file says so. */
  readonly length?: Seconds | undefined;
};

/** What each warning says of some cues, in both languages of the interface. */
const WORDINGS = {
  joined: [
    'their times start again, as in files joined in one; they follow what stands before them',
    '的时间从头开始（多个文件接在一起），已接在前面的内容之后',
  ],
  'frame-rate': [
    'have times in frames, taken at 25 a second or the rate that fits them; say the rate with --fps if they drift',
    '的时间以帧计，未注明帧率，按 25 帧/秒或与之相符的帧率换算；如有偏差请用 --fps 指定',
  ],
  spoiled: [
    'had times that cannot be read; they stand where the file has them',
    '的时间无法识别，已按文件中的次序放置',
  ],
  reversed: ['ended before they started', '的结束时间早于开始时间'],
  misplaced: [
    'had times that disagree with those around them; they stand where the file has them',
    '的时间与前后不符，已按文件中的次序放置',
  ],
  rolling: [
    'repeated the ones before them, as captions that scroll do',
    '重复了前一条（滚动字幕），已去重',
  ],
  bilingual: [
    'held a second language; its Chinese lines are left out, the rest is the talk',
    '含中外文对照，已略去其中的中文行，以外文为原文',
  ],
  'sound-notes': [
    'were sound notes such as [Music] and are left out',
    '只有声音说明（如 [Music]），已略去',
  ],
  loops: [
    "repeat the ones before them (a recogniser's loop); they are marked",
    '是语音识别的循环重复，已标出',
  ],
  boilerplate: [
    'are stock phrases that recognisers hear in silence; they are marked',
    '是语音识别在静音处写出的套话，已标出',
  ],
  stammer: [
    'held the same words over and over; two rounds of each are kept',
    '内部反复出现同样的词，各保留两遍',
  ],
  restored: [
    'words came without full stops; marks and capitals were put in, no word was changed',
    '个词没有标点，已补上标点和大小写，未改动任何词',
  ],
  unmarked: [
    'words came without full stops; where sentences end is guessed there',
    '个词没有标点，那里的断句是推测的',
  ],
  undecoded: [
    'that could not be read in the encoding of the file; each is marked with �',
    '处文字无法按文件的编码读出，已用 � 标出',
  ],
  'names-unused': [
    'names and terms the speech engine would not take; names may be misspelt',
    '个名称和术语没有被语音引擎采用，专名可能听写有误',
  ],
  'cut-off': ['the file is cut off or damaged', '文件不完整或已损坏'],
  unheard: [
    'stretches of speech the engine could not hear; the text has gaps there',
    '处讲话语音引擎没能听写，文字在那里有缺漏',
  ],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

/** All codes. */
export const WARNING_CODES = [
  'joined',
  'frame-rate',
  'spoiled',
  'reversed',
  'misplaced',
  'rolling',
  'bilingual',
  'sound-notes',
  'loops',
  'boilerplate',
  'stammer',
  'cut-off',
  'unheard',
  'restored',
  'unmarked',
  'undecoded',
  'names-unused',
] as const satisfies readonly Warning['code'][];

/** All but these concern cues. */
const OTHERS: ReadonlySet<string> = new Set(['unheard', 'restored', 'unmarked', 'names-unused']);

/** A warning as a sentence without its full stop. */
export function warningText(warning: Warning, language: 'en' | 'zh'): string {
  const { code, count, line } = warning;
  const [en, zh] = WORDINGS[code];
  if (code === 'cut-off') return cutOffText(warning, language);
  if (code === 'undecoded') {
    const place = line ?? 1;
    return language === 'zh'
      ? `${count} ${zh}（第一处在第 ${place} 行）`
      : `${count} ${count === 1 ? 'place' : 'places'} ${en} (the first in line ${place})`;
  }
  if (OTHERS.has(code)) return language === 'zh' ? `${count} ${zh}` : `${count} ${en}`;
  return language === 'zh'
    ? `${count} 条字幕${zh}`
    : `${count} ${count === 1 ? 'cue' : 'cues'}: ${en}`;
}

function cutOffText({ code, end = 0, length }: Warning, language: 'en' | 'zh'): string {
  const [en, zh] = WORDINGS[code];
  const [at, of] = [clock(end), length === undefined ? '' : clock(length)];
  if (language === 'zh') return `录音录像到 ${at} 就结束了${of && `（应有 ${of}）`}：${zh}`;
  return `The recording ends at ${at}${of && ` of ${of}`}: ${en}`;
}

/** The warning about so many cues, if there are any. */
export function warnings(code: Warning['code'], count: number): Warning[] {
  return count > 0 ? [{ code, count }] : [];
}
