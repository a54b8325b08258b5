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
import { fileNames } from './file-names.ts';
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
  let laidOut: TalkSubtitles | undefined;
  const sheet: Sheet = {
    talk,
    before,
    get subtitles() {
      laidOut ??= subtitlesOf(talk);
      return laidOut;
    },
  };
  return new Map(
    formats.flatMap((format) => {
      const names = namesOf(talk, format, before);
      return WRITERS[format].flatMap((write, at): [string, string][] => {
        const name = names[at];
        return name === undefined ? [] : [[name, write(sheet)]];
      });
    }),
  );
}

/** The names of a format's files for a talk; nothing is rendered for that. `before` is that of `renderFiles`. */
export function namesOf(talk: Talk, format: FormatName, before: string): string[] {
  const [first] = targetsIn(before);
  const { language, target, timed, translation, note } = talk;
  const has = { translation: translation !== undefined, note: note !== undefined };
  return fileNames(format, { language, target, timed, first, ...has });
}

/** A talk, and its subtitles when asked for. */
type Sheet = {
  readonly talk: Talk;
  readonly before: string;
  readonly subtitles: TalkSubtitles;
};
type Writer = (sheet: Sheet) => string;

/** What writes the files of a format, in the order of their names. */
const WRITERS: Readonly<Record<FormatName, readonly Writer[]>> = {
  note: [({ talk }) => noteMarkdown(talk)],
  html: [({ talk }) => noteHtml(talk)],
  // Its headings are those of the note.
  transcript: [({ talk }) => transcriptMarkdown(talk), ({ talk }) => noteMarkdown(talk)],
  txt: [({ talk }) => transcriptText(talk)],
  srt: inEachLanguage(writeSrt),
  vtt: inEachLanguage(writeVtt),
  ass: [({ talk, subtitles }) => writeAss(subtitles.both ?? [], { title: talk.title })],
  json: [({ talk, before }) => talkJson(talk, before)],
  cut: [({ talk }) => cutList(talk)],
};

function inEachLanguage(write: (cues: readonly SubtitleCue[]) => string): Writer[] {
  return [
    ({ subtitles }) => write(subtitles.source ?? []),
    ({ subtitles }) => write(subtitles.target ?? []),
    ({ subtitles }) => write(subtitles.both ?? []),
  ];
}
