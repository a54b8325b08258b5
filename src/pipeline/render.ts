import { cutList } from '../leaf/cut-list.ts';
import { noteHtml } from '../leaf/note-html.ts';
import { noteMarkdown } from '../leaf/note-markdown.ts';
import { talkJson, targetsIn } from '../leaf/talk-json.ts';
import { transcriptMarkdown } from '../leaf/transcript-markdown.ts';
import { transcriptText } from '../leaf/transcript-text.ts';
import type { Talk } from '../model/talk.ts';
import type { SubtitleCue } from '../subtitles/lines/lines.ts';
import { writeAss } from '../subtitles/write-ass.ts';
import { writeSrt } from '../subtitles/write-srt.ts';
import { writeVtt } from '../subtitles/write-vtt.ts';
import { type FormatName, FORMATS } from './format-names.ts';
import { subtitlesOf, type TalkSubtitles } from './subtitles.ts';

/**
 * The files of a talk by name, relative to its folder. What a talk cannot have is left out. `before` is the text of the
 * `talk.json` that stands there: names without a language belong to the one it was made in first.
 */
export function renderFiles(
  talk: Talk,
  formats: readonly FormatName[] = FORMATS,
  before = '',
): Map<string, string> {
  // Laid out once for all subtitle formats, and only when one is wanted.
  let subtitles: TalkSubtitles | undefined;
  const [first = talk.target] = targetsIn(before);
  const sheet: Sheet = {
    talk,
    before,
    suffix: first === talk.target ? '' : `.${talk.target}`,
    get subtitles() {
      subtitles ??= subtitlesOf(talk);
      return subtitles;
    },
  };
  return new Map(formats.flatMap((format) => WRITERS[format](sheet)));
}

/** A talk, and its subtitles when asked for. */
type Sheet = {
  readonly talk: Talk;
  readonly before: string;
  /** The target language in the names of files that have none otherwise. */
  readonly suffix: string;
  readonly subtitles: TalkSubtitles;
};
type NamedFile = readonly [name: string, content: string];

const WRITERS: Readonly<Record<FormatName, (sheet: Sheet) => readonly NamedFile[]>> = {
  note: ({ talk, suffix }) => (talk.note ? [[`note${suffix}.md`, noteMarkdown(talk)]] : []),
  html: ({ talk, suffix }) =>
    talk.note || talk.translation ? [[`note${suffix}.html`, noteHtml(talk)]] : [],
  // Its headings are those of the note.
  transcript: ({ talk, suffix }) => [[`transcript${suffix}.md`, transcriptMarkdown(talk)]],
  txt: ({ talk }) => [['transcript.txt', transcriptText(talk)]],
  srt: (sheet) => inEachLanguage(sheet, 'srt', writeSrt),
  vtt: (sheet) => inEachLanguage(sheet, 'vtt', writeVtt),
  ass: ({ talk, subtitles }) => {
    if (!subtitles.both) return [];
    const name = `talk.${talk.language}-${talk.target}.ass`;
    return [[name, writeAss(subtitles.both, { title: talk.title })]];
  },
  json: ({ talk, before }) => [['talk.json', talkJson(talk, before)]],
  cut: ({ talk }) => (talk.timed ? [['cut.md', cutList(talk)]] : []),
};

function inEachLanguage(
  { talk, subtitles }: Sheet,
  suffix: string,
  write: (cues: readonly SubtitleCue[]) => string,
): NamedFile[] {
  const { source, target, both } = subtitles;
  return [
    [`talk.${talk.language}`, source] as const,
    [`talk.${talk.target}`, target] as const,
    [`talk.${talk.language}-${talk.target}`, both] as const,
  ].flatMap(([name, cues]): NamedFile[] => (cues ? [[`${name}.${suffix}`, write(cues)]] : []));
}
