import { noteHtml } from '../formats/note-html.ts';
import { noteMarkdown } from '../formats/note-markdown.ts';
import { writeAss } from '../formats/subtitles/ass.ts';
import { writeSrt } from '../formats/subtitles/srt.ts';
import type { SubtitleCue } from '../formats/subtitles/subtitle.ts';
import { writeVtt } from '../formats/subtitles/vtt.ts';
import { talkJson } from '../formats/talk-json.ts';
import { cutList } from '../formats/texts/cut-list.ts';
import { transcriptMarkdown } from '../formats/transcript-markdown.ts';
import { transcriptText } from '../formats/transcript-text.ts';
import type { Talk } from '../model/talk.ts';
import { type FormatName, FORMATS } from './format-names.ts';
import { subtitlesOf, type TalkSubtitles } from './subtitles.ts';

/** The files of a talk by name, relative to its folder. What a talk cannot have is left out. */
export function renderFiles(
  talk: Talk,
  formats: readonly FormatName[] = FORMATS,
): Map<string, string> {
  // Laid out once for all subtitle formats, and only when one is wanted.
  let subtitles: TalkSubtitles | undefined;
  const sheet: Sheet = {
    talk,
    get subtitles() {
      subtitles ??= subtitlesOf(talk);
      return subtitles;
    },
  };
  return new Map(formats.flatMap((format) => WRITERS[format](sheet)));
}

/** A talk, and its subtitles when asked for. */
type Sheet = { readonly talk: Talk; readonly subtitles: TalkSubtitles };
type NamedFile = readonly [name: string, content: string];

const WRITERS: Readonly<Record<FormatName, (sheet: Sheet) => readonly NamedFile[]>> = {
  note: ({ talk }) => (talk.note ? [['note.md', noteMarkdown(talk)]] : []),
  html: ({ talk }) => (talk.note || talk.translation ? [['note.html', noteHtml(talk)]] : []),
  transcript: ({ talk }) => [['transcript.md', transcriptMarkdown(talk)]],
  txt: ({ talk }) => [['transcript.txt', transcriptText(talk)]],
  srt: (sheet) => inEachLanguage(sheet, 'srt', writeSrt),
  vtt: (sheet) => inEachLanguage(sheet, 'vtt', writeVtt),
  ass: ({ talk, subtitles }) => {
    if (!subtitles.both) return [];
    const name = `talk.${talk.language}-${talk.target}.ass`;
    return [[name, writeAss(subtitles.both, { title: talk.title })]];
  },
  json: ({ talk }) => [['talk.json', talkJson(talk)]],
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
