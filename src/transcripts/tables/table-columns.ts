import { timeWithFrames } from '../times/frame-rate.ts';

/** What a column of a table holds. */
export type Column = 'start' | 'end' | 'duration' | 'speaker' | 'text' | 'label' | 'other';

/** What columns are called, in the languages of the programs that write them; in small letters, without `time` and `code`. */
const NAMES: Readonly<Record<Exclude<Column, 'other'>, readonly string[]>> = {
  // Where the text of a marker is empty, its name is what was written.
  label: ['marker name', 'marker', 'name of marker', 'title', 'subject'],
  start:
    'start|begin|beginning|in|in point|from|tc in|time|timestamp|timecode|tc|record in|start tc|offset|von|beginn|anfang|startzeit|start zeit|zeit|zeitstempel|anfangszeit|début|debut|entrée|de|temps|heure|horodatage|inicio|entrada|tiempo|desde|marca de tiempo|início|tempo|inizio|ingresso|da|开始|开始时间|起始|起始时间|时间|时间戳|时间码|入点|開始|開始時間|時間|時間碼|開始時刻|時刻|タイムコード|イン点|시작|시작 시간|시간|타임코드|начало|время|начальное|таймкод|البداية|الوقت'.split(
      '|',
    ),
  end: 'end|stop|finish|out|out point|to|tc out|record out|end tc|bis|ende|endzeit|end zeit|fin|sortie|salida|hasta|fim|saída|até|fine|uscita|结束|结束时间|终止时间|出点|結束|結束時間|終了|終了時間|終了時刻|アウト点|종료|종료 시간|끝|конец|окончание|النهاية'.split(
    '|',
  ),
  duration:
    'duration|length|dur|dauer|länge|durée|duración|duração|durata|时长|持续时间|時長|長さ|기간|длительность'.split(
      '|',
    ),
  speaker:
    'speaker|speaker name|speakers|speaker label|speaker id|name|who|participant|character|actor|voice|sprecher|sprecherin|sprechername|redner|locuteur|intervenant|orateur|nom du locuteur|orador|hablante|interlocutor|nombre del orador|falante|parlante|relatore|说话人|发言人|讲者|讲话人|演讲者|說話人|發言人|講者|話者|スピーカー|話し手|화자|발화자|발표자|говорящий|спикер|المتحدث'.split(
      '|',
    ),
  text: 'text|transcript|transcription|transcript text|caption|captions|caption text|subtitle|subtitles|subtitle text|content|contents|sentence|utterance|dialogue|dialog|line|words|speech|message|comment|comments|notes|note|description|english|original|source|untertitel|inhalt|aussage|texte|sous-titre|sous titre|contenu|texto|subtítulo|subtitulo|contenido|transcripción|legenda|conteúdo|transcrição|testo|sottotitolo|contenuto|文本|内容|字幕|文字|正文|台词|原文|文字稿|內容|台詞|テキスト|本文|発言|텍스트|내용|자막|대사|текст|субтитры|реплика|النص'.split(
    '|',
  ),
};
/** So many of a column's cells must be times, for a table without a head. */
const TIMES_SHARE = 0.8;
/** A speaker's name in a cell is no longer, in characters. */
const LONGEST_NAME = 40;

/** What the columns are called, `undefined` when the cells are no head of a table of times and texts. */
export function columnsByName(head: readonly string[]): Column[] | undefined {
  const columns = head.map(columnNamed);
  const isHead = columns.includes('start') && columns.includes('text');
  return isHead ? withoutDoubles(columns) : undefined;
}

function columnNamed(cell: string): Column {
  const name = cell
    .toLowerCase()
    .replace(/\([^()]{0,20}\)|\[[^[\]]{0,20}\]/g, ' ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  const short = name.replace(/ ?(?:time ?code|time|tc|ms|sec|seconds|s)(?= |$)/g, '').trim();
  return (
    COLUMNS.find((column) => NAMES[column].includes(name) || NAMES[column].includes(short)) ??
    'other'
  );
}

const COLUMNS = ['start', 'end', 'duration', 'speaker', 'text', 'label'] as const;

/** Of several columns of one kind the first counts, but of texts and names the one that says so most plainly. */
function withoutDoubles(columns: readonly Column[]): Column[] {
  return columns.map((column, at) => (columns.indexOf(column) === at ? column : 'other'));
}

/** What the columns of a table without a head hold, told by their cells; `undefined` when there are no times or no text. */
export function columnsByContent(rows: readonly (readonly string[])[]): Column[] | undefined {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const cells = Array.from({ length: width }, (_, at) => rows.map((row) => row[at]?.trim() ?? ''));
  const isTime = cells.map((column) => {
    const times = column.filter((cell) => timesIn(cell).every(isClock)).length;
    return times >= rows.length * TIMES_SHARE;
  });
  const start = isTime.indexOf(true);
  if (start === -1) return undefined;
  const lengths = cells.map((column, at) =>
    isTime[at] === true
      ? 0
      : column.filter((cell) => /\p{L}/u.test(cell)).reduce((sum, cell) => sum + cell.length, 0),
  );
  const longest = Math.max(...lengths);
  if (longest === 0) return undefined;
  const text = lengths.indexOf(longest);
  const end = isTime.indexOf(true, start + 1);
  const speaker = cells.findIndex(
    (column, at) => lengths[at] !== 0 && at !== text && areNames(column),
  );
  return cells.map((_, at): Column => {
    if (at === start) return 'start';
    if (at === end) return 'end';
    if (at === text) return 'text';
    return at === speaker ? 'speaker' : 'other';
  });
}

/** Names are short, and come again in a long table. */
function areNames(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const distinct = new Set(filled).size;
  const isFew = filled.length <= 4 || distinct <= (filled.length * 2) / 3;
  return isFew && filled.every((cell) => cell.length <= LONGEST_NAME && !/^\d+$/.test(cell));
}

/** Whether a cell is a time with colons; a number alone may be anything. */
export function isClock(cell: string): boolean {
  return cell.length < 30 && /\d[:;：]\d/.test(cell) && timeWithFrames(bare(cell), 1) !== undefined;
}

/** The times in a cell, as they are written: one, or where it begins and where it ends. */
export function timesIn(cell: string): string[] {
  const range = cell.length < 60 ? cell.split(RANGE) : [cell];
  const times = range.map((time) => bare(time).replace(/\s?(?:sec|s)$/i, ''));
  return times.length === 2 && times.every(isClock)
    ? times
    : [bare(cell).replace(/\s?(?:sec|s)$/i, '')];
}

/** What parts the two times of a cell. */
const RANGE = /\s{0,9}(?:[-–—=]{1,3}>|[-–—~→]|(?<=\s)to(?=\s))\s{0,9}/;

/** A cell's time without brackets, quotes or emphasis around it. */
function bare(cell: string): string {
  return cell.replace(/^[\s[({<"'`*_]{1,9}|[\s\])}>"'`*_]{1,9}$/g, '');
}
