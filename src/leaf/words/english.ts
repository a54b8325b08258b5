import type { ClaimDoubt } from '../../model/note.ts';
import type { LineFlag } from '../../model/translation.ts';

/** The words of one language that stand around a talk's text. `{n}` is filled in. */
export type NoteWords = {
  readonly summary: string;
  readonly outline: string;
  readonly points: string;
  readonly terms: string;
  readonly fullText: string;
  /** A sentence as it is cited where there are no times. */
  readonly sentence: string;
  /** A link from a section's points to its text. */
  readonly toText: string;
  readonly term: string;
  readonly rendering: string;
  readonly heardAs: string;
  /** What the mark after a corrected word means. */
  readonly correctedLegend: string;
  /** The same for one word: `{heard}` is what the recogniser wrote. */
  readonly correctedWord: string;
  /** What the mark ⚠ says by itself. */
  readonly toCheck: string;
  readonly untranslated: string;
  readonly missing: string;
  readonly skipped: string;
  /** Why a sentence may not have been said. */
  readonly loop: string;
  readonly boilerplate: string;
  /** What the mark ⚠ means. */
  readonly markedLegend: string;
  /** Why a place is marked, and what the reader can do about it. */
  readonly reasons: {
    readonly line: Readonly<Record<LineFlag, string>>;
    readonly statement: Readonly<Record<ClaimDoubt, string>>;
    /** Where nothing is known but that it is doubtful. */
    readonly unknown: string;
  };
  readonly chapters: string;
  /** How the text was had. `{language}` is that of the captions, `{name}` the recogniser. */
  readonly text: {
    readonly people: string;
    readonly automatic: string;
    readonly heard: string;
  };
  readonly facts: {
    readonly source: string;
    readonly speakers: string;
    readonly channel: string;
    readonly date: string;
    readonly transcript: string;
    readonly duration: string;
    readonly languages: string;
    readonly model: string;
    readonly cost: string;
    readonly coverage: string;
    readonly longestGap: string;
    readonly sentences: string;
    readonly marked: string;
    readonly dropped: string;
    readonly verified: string;
  };
  readonly page: {
    readonly skipToText: string;
    readonly search: string;
    readonly noMatch: string;
    readonly previous: string;
    readonly next: string;
    readonly show: string;
    readonly both: string;
    readonly original: string;
    readonly translation: string;
    readonly theme: string;
    readonly close: string;
    readonly player: string;
    /** `{site}` is YouTube or Bilibili. */
    readonly playHere: string;
    readonly playFrom: string;
    readonly previousMark: string;
    readonly nextMark: string;
    readonly keys: string;
    readonly keysName: string;
    readonly copy: string;
    readonly copied: string;
    /** The keys that go from one marked place to the next. */
    readonly markKeys: string;
  };
};

/** The words of a note in English. */
export const ENGLISH: NoteWords = {
  summary: 'Summary',
  outline: 'Outline',
  points: 'Detailed points',
  terms: 'Terms',
  fullText: 'Full text',
  sentence: 'sentence {n}',
  toText: 'full text',
  term: 'Term',
  rendering: 'Translation',
  heardAs: 'Heard as',
  correctedLegend: '† The recogniser misheard this word; it was put right.',
  correctedWord: 'heard as “{heard}”',
  toCheck: 'to check',
  untranslated: 'not translated',
  missing: 'The points of this section could not be had. Please read its full text.',
  skipped: 'Opening, closing or practical matters; no points.',
  loop: 'repeated by the recogniser, perhaps never said',
  boilerplate: 'a stock phrase of the recogniser, perhaps never said',
  markedLegend:
    '⚠ marks what to check: something doubtful or missing. The reason stands behind each mark.',
  reasons: {
    line: {
      length: 'Much shorter or longer than the original; something may be missing or added.',
      number: 'A number or unit differs from the original; compare them.',
      duplicate: 'It repeats itself or another sentence; compare it with the original.',
      swap: 'It may be the translation of the sentence before or after; compare those.',
      term: 'A term is not translated as in the list of terms; compare.',
      refused: 'The model refused to translate this sentence; read the original.',
      missing: 'The model gave no translation; read the original.',
      untranslated: 'All or part of it is in another language; read the original.',
      comment: 'The model wrote a remark instead of a translation; read the original.',
      shift: 'The model gave the content of another sentence; read the original.',
      review: 'A model that compared it with the original found a mistake; compare.',
      weak: 'The model failed at most other lines; compare with the original.',
    },
    statement: {
      cite: 'It names no place in the talk that it rests on; search the full text.',
      number: 'It has a number that is not said at the place it cites; compare.',
      name: 'It has a name that is not said at the place it cites; compare.',
      comment: 'It seems to speak of this note, not of the talk; read the full text.',
      length: 'It is too long for one statement; compare it with the place it cites.',
      language: 'It is not in the language of the note; read the place it cites.',
      partly: 'The place it cites says only part of it; compare.',
      unsupported: 'The place it cites does not say this; read it there.',
      contrary: 'The place it cites says the opposite; go by what is said there.',
    },
    unknown: 'A check doubts it; compare it with what was said.',
  },
  chapters: 'Chapters by the publisher',
  text: {
    people: 'captions by people ({language})',
    automatic: 'automatic captions ({language})',
    heard: 'heard by {name}',
  },
  facts: {
    source: 'Source',
    speakers: 'Speakers',
    channel: 'Channel',
    date: 'Published',
    transcript: 'Transcript',
    duration: 'Length',
    languages: 'Languages',
    model: 'Model',
    cost: 'Cost',
    coverage: 'Coverage',
    longestGap: 'longest gap',
    sentences: 'Sentences',
    marked: 'Places to check',
    dropped: 'Points left out as unsupported',
    verified: 'Statements checked beside the text',
  },
  page: {
    skipToText: 'Skip to the full text',
    search: 'Search',
    noMatch: 'none',
    previous: 'Previous match',
    next: 'Next match',
    show: 'Show',
    both: 'Both',
    original: 'Original',
    translation: 'Translation',
    theme: 'Dark or light',
    close: 'Close',
    player: 'Recording',
    playHere: 'Play here (loads {site})',
    playFrom: 'Play from {n}',
    previousMark: 'Previous place to check',
    nextMark: 'Next place to check',
    keys: 'Press / to search, space to play or pause, ← and → for the sentence before and after, ? for these keys; click a line to play it.',
    keysName: 'Keys',
    copy: 'Copy as Markdown',
    copied: 'Copied',
    markKeys: 'Press n for the next place to check, p for the one before.',
  },
};
