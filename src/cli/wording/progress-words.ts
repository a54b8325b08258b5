import type { InterfaceLanguage } from '../../base/errors.ts';
import type { Mark } from '../../leaf/shown/marks.ts';
import type { Verified } from '../../model/note.ts';
import { counted } from './amounts.ts';

/** What progress and report say, in one language. */
export type ProgressWords = {
  readonly fetching: string;
  readonly hearing: string;
  readonly ahead: (sentences: number) => string;
  readonly aheadStopped: (reason: string) => string;
  readonly heardOf: (heard: string, all: string) => string;
  /** Length and reason are empty where they are not known. */
  readonly hearingWith: (model: string, length: string, why: string) => string;
  /** Which of several sound tracks is heard. */
  readonly track: (which: string) => string;
  readonly unheard: (from: string, to: string) => string;
  /** Of a stretch with speech of which no words were heard. */
  readonly wordless: (from: string, to: string) => string;
  /** Files of a folder that are no talks of their own, and how many more there are. */
  readonly passedOver: (names: readonly string[], more: number) => string;
  readonly reading: string;
  /** To a person at the keyboard whose typing is read. */
  readonly typing: string;
  readonly restoring: string;
  readonly ofWords: (done: number, all: number) => string;
  readonly restoreStopped: (reason: string) => string;
  readonly context: string;
  readonly translating: string;
  readonly noting: string;
  readonly writing: string;
  readonly ofSentences: (done: number, all: number) => string;
  readonly ofSections: (done: number, all: number) => string;
  /** A model of this machine is being loaded. */
  readonly loadingModel: (percent: number) => string;
  readonly tokensASecond: (tokens: number) => string;
  readonly aMinute: (sentences: number) => string;
  readonly tokens: (count: string) => string;
  readonly left: (time: string) => string;
  readonly talk: (sentences: number, language: string, length: string) => string;
  readonly context_found: (terms: number, topic: string) => string;
  readonly repairing: (lines: number) => string;
  /** The same, before the reasons as the model is told them. */
  readonly repairingFor: (lines: number) => string;
  readonly reviewing: (lines: number) => string;
  readonly waiting: (seconds: number, reason: string) => string;
  readonly setAside: (names: string) => string;
  readonly complete: string;
  readonly marked: (parts: string) => string;
  readonly flagged: (count: number) => string;
  readonly untranslated: (count: number) => string;
  readonly missingSections: (count: number) => string;
  readonly doubtedPoints: (count: number) => string;
  /** A marked place: how its text begins, and why it is marked. */
  readonly markedPlace: (kind: Mark['kind'], text: string, reason: string) => string;
  /** Marked places that are not listed, and the file that shows them if it was written. */
  readonly morePlaces: (count: number, file: string | undefined) => string;
  readonly tooWeak: (refused: number, all: number) => string;
  readonly coverage: (share: string) => string;
  /** What came of reading the note beside the text, and how many points were left out in all. */
  readonly verified: (verified: Verified, dropped: number) => string;
  /** What this run took; `atOnce` is the most requests that were under way at once. */
  readonly spent: (tokens: string, cost: string, atOnce: number) => string;
  readonly planned: string;
  readonly summary: (done: number, marked: number, failed: number) => string;
};

type Places = Readonly<Record<Mark['kind'], string>>;
const PLACES: Places = { line: 'line', statement: 'point', section: 'section' };
const PLACES_ZH: Places = { line: '译文', statement: '要点', section: '章节' };

export const PROGRESS_WORDS: Readonly<Record<InterfaceLanguage, ProgressWords>> = {
  en: {
    fetching: 'Fetching',
    hearing: 'Listening',
    ahead: (sentences) => `${counted(sentences, 'sentence')} translated`,
    aheadStopped: (reason) =>
      `${reason} Listening goes on; what is heard is kept (Ctrl-C stops it).`,
    heardOf: (heard, all) => (all ? `${heard} of ${all}` : heard),
    hearingWith: (model, length, why) =>
      `Listening with ${model}${why && ` (${why})`}${length && `, ${length}`}`,
    unheard: (from, to) =>
      `${from} to ${to} could not be heard: the speech engine died on it twice`,
    track: (which) => `Sound track ${which}`,
    wordless: (from, to) => `${from} to ${to}: speech, but no words that could be made out`,
    passedOver: (names, more) =>
      `Passed over in the folder: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}; name a file to have it taken.`,
    reading: 'Reading',
    typing: 'Reading what you type or paste; Ctrl-D on a line of its own ends it.',
    restoring: 'Putting punctuation in',
    ofWords: (done, all) => `${done}/${all} words`,
    restoreStopped: (reason) => `${reason} Punctuation is put in without that model.`,
    context: 'Reading the whole talk for its terms',
    translating: 'Translating',
    noting: 'Taking notes',
    writing: 'Writing',
    ofSentences: (done, all) => `${done}/${all} sentences`,
    ofSections: (done, all) => `${done}/${all} sections`,
    loadingModel: (percent) => `loading the model: ${percent} %`,
    tokensASecond: (tokens) => `${tokens.toFixed(tokens < 10 ? 1 : 0)} tokens/s`,
    aMinute: (sentences) => `${sentences}/min`,
    tokens: (count) => `${count} tokens`,
    left: (time) => `${time} left`,
    talk: (sentences, language, length) =>
      `${counted(sentences, 'sentence')}, ${language}${length ? `, ${length}` : ''}`,
    context_found: (terms, topic) => `${counted(terms, 'term')}${topic ? `. ${topic}` : ''}`,
    repairing: (lines) => `Asking again for ${counted(lines, 'line')}`,
    repairingFor: (lines) => `Asking again for ${counted(lines, 'line')}; the model is told why:`,
    reviewing: (lines) => `Reading ${counted(lines, 'line')} once more beside the original`,
    waiting: (seconds, reason) =>
      `${seconds > 0 ? `Waiting ${seconds} s` : 'Asking again'}: ${reason}`,
    setAside: (names) => `Your changed files were kept as ${names}`,
    complete: 'Complete.',
    marked: (parts) => `Complete, with marked places: ${parts}.`,
    flagged: (count) => counted(count, 'doubtful line'),
    untranslated: (count) => counted(count, 'untranslated line'),
    missingSections: (count) => `${counted(count, 'section')} without points`,
    doubtedPoints: (count) => counted(count, 'doubtful point'),
    markedPlace: (kind, text, reason) => `${PLACES[kind]} “${text}”: ${reason}`,
    morePlaces: (count, file) => `and ${count} more${file ? `: see ${file}` : ''}`,
    tooWeak: (refused, all) =>
      `This model is too weak for the task: of ${all} answers ${refused} were refused or are doubtful. Take a larger one with --model (at home, of 7 billion parameters or more); what is right is kept.`,
    coverage: (share) => `points rest on ${share} of the talk`,
    verified: ({ claims, corrected, unread }, dropped) =>
      [
        `${counted(claims, 'statement')} of the note checked beside the text`,
        ...(corrected > 0 ? [`${corrected} put right`] : []),
        ...(dropped > 0 ? [`${dropped} left out as unsupported`] : []),
        ...(unread > 0 ? [`${unread} could not be checked`] : []),
      ].join(', '),
    spent: (tokens, cost, atOnce) =>
      [
        `${tokens} tokens this run`,
        ...(cost ? [cost] : []),
        ...(atOnce > 1 ? [`up to ${atOnce} requests at once`] : []),
      ].join(', '),
    planned: 'Nothing was asked and nothing was written (--dry-run).',
    summary: (done, marked, failed) =>
      `${done} complete, ${marked} with marked places, ${failed} failed.`,
  },
  zh: {
    fetching: '下载',
    hearing: '听写',
    ahead: (sentences) => `已译 ${sentences} 句`,
    aheadStopped: (reason) => `${reason}听写继续，已听写的都会保留（Ctrl-C 可停止）。`,
    heardOf: (heard, all) => (all ? `${heard}/${all}` : heard),
    hearingWith: (model, length, why) =>
      `用 ${model} 听写${why && `（${why}）`}${length && `，时长 ${length}`}`,
    unheard: (from, to) => `${from} 到 ${to} 未能听写：语音引擎两次在此处退出`,
    track: (which) => `音轨 ${which}`,
    wordless: (from, to) => `${from} 到 ${to}：有讲话，但没能听出内容`,
    passedOver: (names, more) =>
      `文件夹中已跳过：${names.join('、')}${more > 0 ? ` 等 ${names.length + more} 个文件` : ''}；如需处理，请直接写出文件名。`,
    reading: '读取',
    typing: '正在读取你输入或粘贴的文字；另起一行按 Ctrl-D 结束。',
    restoring: '补标点',
    ofWords: (done, all) => `${done}/${all} 词`,
    restoreStopped: (reason) => `${reason}改为不用这个模型补标点。`,
    context: '通读全文，确定术语',
    translating: '翻译',
    noting: '做笔记',
    writing: '写入文件',
    ofSentences: (done, all) => `${done}/${all} 句`,
    ofSections: (done, all) => `${done}/${all} 节`,
    loadingModel: (percent) => `正在载入模型：${percent} %`,
    tokensASecond: (tokens) => `每秒 ${tokens.toFixed(tokens < 10 ? 1 : 0)} 个 token`,
    aMinute: (sentences) => `每分钟 ${sentences} 句`,
    tokens: (count) => `${count} token`,
    left: (time) => `还需 ${time}`,
    talk: (sentences, language, length) =>
      `${sentences} 句，${language}${length ? `，${length}` : ''}`,
    context_found: (terms, topic) => `${terms} 个术语${topic ? `。${topic}` : ''}`,
    repairing: (lines) => `重新询问 ${lines} 句`,
    repairingFor: (lines) => `重新询问 ${lines} 句，向模型说明的原因：`,
    reviewing: (lines) => `对照原文审读 ${lines} 句`,
    waiting: (seconds, reason) => `${seconds > 0 ? `等待 ${seconds} 秒` : '重新询问'}：${reason}`,
    setAside: (names) => `你改过的文件已另存为 ${names}`,
    complete: '完成。',
    marked: (parts) => `完成，有待核对之处：${parts}。`,
    flagged: (count) => `${count} 句存疑`,
    untranslated: (count) => `${count} 句未译`,
    missingSections: (count) => `${count} 节没有要点`,
    doubtedPoints: (count) => `${count} 个要点存疑`,
    markedPlace: (kind, text, reason) => `${PLACES_ZH[kind]}“${text}”：${reason}`,
    morePlaces: (count, file) => `另有 ${count} 处${file ? `，见 ${file}` : ''}`,
    tooWeak: (refused, all) =>
      `这个模型不能胜任：${all} 句译文中有 ${refused} 句不合格或存疑。请用 --model 换一个更大的模型（本机模型至少 70 亿参数）；正确的译文会保留。`,
    coverage: (share) => `要点覆盖讲座的 ${share}`,
    verified: ({ claims, corrected, unread }, dropped) =>
      [
        `笔记的 ${claims} 条内容已与原文核对`,
        ...(corrected > 0 ? [`改正 ${corrected} 条`] : []),
        ...(dropped > 0 ? [`略去无依据的 ${dropped} 条`] : []),
        ...(unread > 0 ? [`${unread} 条未能核对`] : []),
      ].join('，'),
    spent: (tokens, cost, atOnce) =>
      [
        `本次用了 ${tokens} token`,
        ...(cost ? [cost] : []),
        ...(atOnce > 1 ? [`最多同时 ${atOnce} 个请求`] : []),
      ].join('，'),
    planned: '没有询问模型，也没有写文件（--dry-run）。',
    summary: (done, marked, failed) =>
      `${done} 个完成，${marked} 个有待核对之处，${failed} 个失败。`,
  },
};
