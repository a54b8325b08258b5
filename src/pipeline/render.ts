import { writeAss } from '../formats/ass.ts';
import { cutList } from '../formats/cut-list.ts';
import { noteHtml } from '../formats/note-html.ts';
import { noteMarkdown } from '../formats/note-markdown.ts';
import { writeSrt } from '../formats/srt.ts';
import type { SubtitleCue } from '../formats/subtitle.ts';
import { talkJson } from '../formats/talk-json.ts';
import { transcriptMarkdown } from '../formats/transcript-markdown.ts';
import { transcriptText } from '../formats/transcript-text.ts';
import { writeVtt } from '../formats/vtt.ts';
import type { Talk } from '../model/talk.ts';
import { subtitlesOf } from './subtitles.ts';

/** What can be written, by the names `--format` takes. */
export const FORMATS = [
  'note',
  'html',
  'transcript',
  'txt',
  'srt',
  'vtt',
  'ass',
  'json',
  'cut',
] as const;
export type FormatName = (typeof FORMATS)[number];

/** The files of a talk by name, relative to its folder. What a talk cannot have is left out. */
export function renderFiles(
  talk: Talk,
  formats: readonly FormatName[] = FORMATS,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const format of formats) {
    for (const [name, content] of WRITERS[format](talk)) files.set(name, content);
  }
  return files;
}

type NamedFile = readonly [name: string, content: string];

const WRITERS: Readonly<Record<FormatName, (talk: Talk) => readonly NamedFile[]>> = {
  note: (talk) => (talk.note ? [['note.md', noteMarkdown(talk)]] : []),
  html: (talk) => (talk.note || talk.translation ? [['note.html', noteHtml(talk)]] : []),
  transcript: (talk) => [['transcript.md', transcriptMarkdown(talk)]],
  txt: (talk) => [['transcript.txt', transcriptText(talk)]],
  srt: (talk) => inEachLanguage(talk, 'srt', writeSrt),
  vtt: (talk) => inEachLanguage(talk, 'vtt', writeVtt),
  ass: (talk) => {
    const both = subtitlesOf(talk).both;
    if (!both) return [];
    const content = writeAss(both, { title: talk.title });
    return [[`talk.${talk.language}-${talk.target}.ass`, content]];
  },
  json: (talk) => [['talk.json', talkJson(talk)]],
  cut: (talk) => (talk.timed ? [['cut.md', cutList(talk)]] : []),
};

function inEachLanguage(
  talk: Talk,
  suffix: string,
  write: (cues: readonly SubtitleCue[]) => string,
): NamedFile[] {
  const { source, target, both } = subtitlesOf(talk);
  return [
    [`talk.${talk.language}`, source] as const,
    [`talk.${talk.target}`, target] as const,
    [`talk.${talk.language}-${talk.target}`, both] as const,
  ].flatMap(([name, cues]): NamedFile[] => (cues ? [[`${name}.${suffix}`, write(cues)]] : []));
}
