import { isSameLanguage } from '../model/language.ts';
import type { FormatName } from './format-names.ts';

/** What the names of a talk's files depend on. */
export type FilesOf = {
  /** Language spoken, and that of translation and note. */
  readonly language: string;
  readonly target: string;
  readonly timed: boolean;
  readonly translation: boolean;
  readonly note: boolean;
  /** Target language of the talk's first run in this folder, whose files have plain names. @default `target` */
  readonly first?: string | undefined;
};

/** The files a format is written to, relative to the talk's folder; none where the talk cannot have it. */
export function fileNames(format: FormatName, talk: FilesOf): string[] {
  return NAMES[format](talk);
}

const NAMES: Readonly<Record<FormatName, (talk: FilesOf) => string[]>> = {
  note: (talk) => (talk.note ? [`note${suffixOf(talk)}.md`] : []),
  html: (talk) => (talk.note || talk.translation ? [`note${suffixOf(talk)}.html`] : []),
  // Where no note holds both languages, there is a text of them to read.
  transcript: (talk) => [
    `transcript${suffixOf(talk)}.md`,
    ...(talk.translation && !talk.note ? [`${bothOf(talk)}.md`] : []),
  ],
  txt: () => ['transcript.txt'],
  srt: (talk) => inEachLanguage(talk, 'srt'),
  vtt: (talk) => inEachLanguage(talk, 'vtt'),
  ass: (talk) => (talk.timed && talk.translation ? [`${bothOf(talk)}.ass`] : []),
  json: () => ['talk.json'],
  cut: ({ timed }) => (timed ? ['cut.md'] : []),
};

function inEachLanguage(talk: FilesOf, suffix: string): string[] {
  const { target, timed, translation } = talk;
  if (!timed) return [];
  const names = translation
    ? [`talk.${spokenIn(talk)}`, `talk.${target}`, bothOf(talk)]
    : [`talk.${spokenIn(talk)}`];
  return names.map((name) => `${name}.${suffix}`);
}

function bothOf(talk: FilesOf): string {
  return `talk.${spokenIn(talk)}-${talk.target}`;
}

/** "Several languages", by the standard's tag, where a talk in the target language has parts in others that were translated. */
function spokenIn({ language, target, translation }: FilesOf): string {
  return translation && isSameLanguage(language, target) ? 'mul' : language;
}

/** The target language in names that have none otherwise. */
function suffixOf({ target, first = target }: FilesOf): string {
  return first === target ? '' : `.${target}`;
}
