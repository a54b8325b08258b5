import type { Sentence } from '../model/sentence.ts';
import type { Talk } from '../model/talk.ts';
import type { Line } from '../model/translation.ts';
import { joinLines } from '../text/languages/script.ts';
import type { TermPair } from '../text/subtitles/anchors.ts';
import {
  fitTimes,
  layOut,
  linesIn,
  type SubtitleCue,
  type SubtitlePart,
  wrapText,
} from '../text/subtitles/lines.ts';

/** A talk's subtitles; absent where it has no times, or no translation. */
export type TalkSubtitles = {
  readonly source?: readonly SubtitleCue[] | undefined;
  readonly target?: readonly SubtitleCue[] | undefined;
  readonly both?: readonly SubtitleCue[] | undefined;
};

/** Stands before a source line shown where its translation is missing, so that it cannot pass for one. */
const UNTRANSLATED = '⚠ ';

/**
 * Lays out the subtitles of a talk in the language spoken, the target language, and both. They have the same cues, so
 * that at each moment all of them say the same.
 */
export function subtitlesOf(talk: Talk): TalkSubtitles {
  if (!talk.timed) return {};
  const cues = layOut(partsOf(talk), { terms: termPairs(talk) });
  const view = (linesOf: (cue: (typeof cues)[number]) => SubtitleCue['lines']): SubtitleCue[] =>
    fitTimes(
      cues.map((cue) => ({ ...cue, lines: linesOf(cue) })).filter(({ lines }) => lines.length > 0),
    );
  const source = view((cue) => linesIn({ source: opened(labelIn(cue), cue.source) }));
  if (!talk.translation) return { source };
  return {
    source,
    target: view(({ part, ...cue }) =>
      linesIn({
        target: part.isMissing
          ? opened(UNTRANSLATED + labelIn({ ...cue, part }), cue.source)
          : opened(labelIn({ ...cue, part }), cue.target),
      }),
    ),
    both: view((cue) => linesIn({ source: opened(labelIn(cue), cue.source), target: cue.target })),
  };
}

type SpokenPart = SubtitlePart & {
  /** Who begins to speak here. */
  readonly label: string;
  /** True when it should have a translation and has none. */
  readonly isMissing: boolean;
};

function partsOf({ sentences, translation }: Talk): SpokenPart[] {
  const lines = new Map(translation?.map((line) => [line.id, line]));
  // What a recogniser made up was never said.
  const spoken = sentences.filter((sentence) => !sentence.doubt);
  let wasMissing = false;
  return spoken.map((sentence, at) => {
    const line = lines.get(sentence.id);
    const label = labelOf(sentence, spoken[at - 1]);
    const isMissing = translation !== undefined && isUntranslated(line);
    const isApart = label !== '' || isMissing || wasMissing;
    wasMissing = isMissing;
    const { start, end, text, corrected = text } = sentence;
    return { start, end, text: corrected, second: line?.text, label, isMissing, isApart };
  });
}

/** True for a line that should say something and does not. */
function isUntranslated(line: Line | undefined): boolean {
  return (line?.text ?? '') === '' && line?.status !== 'silent';
}

/** Terms that are called differently in both languages, in small letters. */
function termPairs({ terms }: Talk): TermPair[] {
  return terms
    .map(({ source, target }) => ({
      first: source.toLowerCase(),
      second: (target === '=' ? source : target).toLowerCase(),
    }))
    .filter(({ first, second }) => first !== '' && second !== '');
}

/** Who speaks, where that changes: before the first words of each turn. */
function labelOf(
  { speaker }: Pick<Sentence, 'speaker'>,
  before: Pick<Sentence, 'speaker'> | undefined,
): string {
  return speaker === undefined || speaker === before?.speaker ? '' : `${speaker}: `;
}

function labelIn({ part, isFirst }: { part: SpokenPart; isFirst: boolean }): string {
  return isFirst ? part.label : '';
}

/** Lines with something before the first. */
function opened(opening: string, lines: readonly string[]): readonly string[] {
  return opening === '' || lines.length === 0 ? lines : wrapText(opening + joinLines(lines));
}
