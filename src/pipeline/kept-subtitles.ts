import { isOwn } from '../model/own-language.ts';
import type { Sentence } from '../model/sentence.ts';
import type { KeptCue, Talk } from '../model/talk.ts';
import type { Shown } from '../model/transcript.ts';
import type { Line } from '../model/translation.ts';
import type { TermPair } from '../subtitles/lines/anchors.ts';
import { dealOut, type ToldPiece } from '../subtitles/lines/kept.ts';
import { linesIn, type SubtitleCue, wrapText } from '../subtitles/lines/lines.ts';
import { correctTerms, localFinders, type TermFinder, termFinders } from '../text/corrections.ts';
import { joinLines } from '../text/languages/script.ts';
import { isUntranslated, labelOf, termPairs, UNTRANSLATED } from './subtitle-marks.ts';
import type { TalkSubtitles } from './subtitles.ts';

/** Stands in a cue whose sentence has nothing more to say: its translation has fewer words than cues, or it is a filler. */
const NOTHING_MORE = '…';

/** A cue as it stands on the screen, with all that it says. */
type Screen = Shown & {
  readonly source: string[];
  /** What its cues are in, where all of them are in one that is not the talk's. */
  language: string | undefined;
  readonly target: { readonly text: string; readonly isCopy: boolean }[];
  /** True when something is said here that was to be translated. */
  isSaid: boolean;
};
/** The screens by what shows them: several cues may be one. */
type Screens = ReadonlyMap<Shown, Screen>;

/**
 * Subtitles on the very cues a talk came in, one to one and at their times. Each has the part of the translation that
 * it says. What says nothing to translate, a sound or what a recogniser made up, stays as it was.
 */
export function keptSubtitles(talk: Talk, cues: readonly KeptCue[]): TalkSubtitles {
  const screens = screensOf(talk, cues);
  const terms = termPairs(talk);
  const first = terms.map((term) => term.first);
  const said = [...screens.values()].map((screen) => ({
    screen,
    source: wrapText(joinLines(screen.source), first),
  }));
  const source = said.map(({ screen, source: lines }) => cueOf(screen, { source: lines }));
  if (!talk.translation) return { source };
  translateScreens(screens, { talk, terms }, cues);
  const second = terms.map((term) => term.second);
  const [target, both]: SubtitleCue[][] = [[], []];
  for (const { screen, source: lines } of said) {
    const [alone, below] = [targetOf(screen), translationOf(screen)];
    const own = wrapText(alone, second);
    target?.push(cueOf(screen, { target: own }));
    // Nearly always the same, and wrapping takes time.
    const other = below === alone ? own : wrapText(below, second);
    both?.push(cueOf(screen, { source: lines, target: other }));
  }
  return { source, target, both };
}

function cueOf(
  { start, end, language }: Screen,
  { source = [], target = [] }: Parameters<typeof linesIn>[0],
): SubtitleCue {
  const said = linesIn({ source });
  const named = language === undefined ? said : said.map((line) => ({ ...line, language }));
  return { start, end, lines: [...named, ...linesIn({ target })] };
}

function screensOf({ terms, sentences }: Talk, cues: readonly KeptCue[]): Screens {
  // Where no sentence was put right, no cue is either, and looking takes time.
  const isHeardRight = sentences.every(({ corrected }) => corrected === undefined);
  const finders = isHeardRight ? [] : termFinders(terms);
  const local = localFindersOf(terms, sentences);
  const screens = new Map<Shown, Screen>();
  let before: KeptCue | undefined;
  for (const cue of cues) {
    const shown = cue.shown ?? cue;
    const { start, end } = shown;
    const { language } = cue;
    const known = screens.get(shown);
    const screen = known ?? { start, end, language, source: [], target: [], isSaid: false };
    if (screen.language !== language) screen.language = undefined;
    screens.set(shown, screen);
    const label = cue.isSound ? '' : labelOf(cue, before);
    const own = correctTerms(cue.text, local(cue));
    screen.source.push(label + correctTerms(own, finders));
    if (!cue.isSound) before = cue;
  }
  return screens;
}

/** What finds the ordinary words that stand for terms in a cue: those of the sentences said while it is shown. */
function localFindersOf(
  terms: Talk['terms'],
  sentences: Talk['sentences'],
): (cue: KeptCue) => TermFinder[] {
  const found = [...localFinders(terms)].flatMap(([id, finders]) => {
    const sentence = sentences.find((each) => each.id === id);
    return sentence ? [{ sentence, finders }] : [];
  });
  return ({ start, end }) =>
    found.flatMap(({ sentence, finders }) =>
      sentence.start < end && sentence.end > start ? finders : [],
    );
}

/** Puts into each screen what it says of the translation. */
function translateScreens(
  screens: Screens,
  { talk, terms }: { readonly talk: Talk; readonly terms: readonly TermPair[] },
  cues: readonly KeptCue[],
): void {
  const lines = new Map(talk.translation?.map((line) => [line.id, line]));
  const told = talk.sentences.map(({ id, text, doubt }) => ({
    text,
    second: doubt ? '' : (lines.get(id)?.text ?? ''),
  }));
  const spoken = cues.filter((cue) => cue.isSound !== true);
  const pieces = dealOut(spoken, told, terms);
  const languages = { from: talk.language, to: talk.target };
  for (const [index, sentence] of talk.sentences.entries()) {
    const line = lines.get(sentence.id);
    const isCopied = isOwn(sentence, languages);
    let label = labelOf(sentence, talk.sentences[index - 1]);
    for (const { cue, ...piece } of pieces[index] ?? []) {
      const screen = screens.get(cue.shown ?? cue);
      const { text, isCopy = isCopied } = saidIn(piece, sentence, line);
      if (screen === undefined) continue;
      screen.isSaid ||= sentence.doubt === undefined;
      if (text === '') continue;
      screen.target.push({ text: label + text, isCopy });
      label = '';
    }
  }
}

/** What a piece of a sentence says in the target language; a copy of its own words where that has none. */
function saidIn(
  { text, second }: Pick<ToldPiece, 'text' | 'second'>,
  { doubt }: Sentence,
  line: Line | undefined,
): { readonly text: string; readonly isCopy?: true } {
  if (doubt) return { text, isCopy: true };
  if (isUntranslated(line)) return { text: UNTRANSLATED + text, isCopy: true };
  return { text: second };
}

/** What stands in the target language's own file; never empty. */
function targetOf({ source, target, isSaid }: Screen): string {
  if (target.length > 0) return joinLines(target.map(({ text }) => text));
  return isSaid ? NOTHING_MORE : joinLines(source);
}

/** What stands below the source, which is not said again. */
function translationOf({ target, isSaid }: Screen): string {
  if (target.length === 0) return isSaid ? NOTHING_MORE : '';
  return joinLines(target.flatMap(({ text, isCopy }) => (isCopy ? [] : [text])));
}
