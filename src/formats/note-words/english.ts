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
  readonly doubtful: string;
  readonly untranslated: string;
  readonly missing: string;
  readonly skipped: string;
  /** Why a sentence may not have been said. */
  readonly loop: string;
  readonly boilerplate: string;
  readonly chapters: string;
  /** How the text was had. `{language}` is that of the captions, `{name}` the recogniser. */
  readonly text: {
    readonly people: string;
    readonly automatic: string;
    readonly heard: string;
  };
  readonly facts: {
    readonly source: string;
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
    readonly player: string;
    readonly playHere: string;
    readonly playFrom: string;
    readonly keys: string;
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
  doubtful: 'doubtful',
  untranslated: 'not translated',
  missing: 'The points of this section could not be had. Please read its full text.',
  skipped: 'Opening, closing or practical matters; no points.',
  loop: 'repeated by the recogniser, perhaps never said',
  boilerplate: 'a stock phrase of the recogniser, perhaps never said',
  chapters: 'Chapters by the publisher',
  text: {
    people: 'captions by people ({language})',
    automatic: 'automatic captions ({language})',
    heard: 'heard by {name}',
  },
  facts: {
    source: 'Source',
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
    marked: 'Lines to check',
    dropped: 'Points left out as unsupported',
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
    player: 'Recording',
    playHere: 'Play here (loads YouTube)',
    playFrom: 'Play from {n}',
    keys: 'Press / to search, space to play or pause; click a line to play it.',
  },
};
