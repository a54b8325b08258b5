import { isOwn } from '../model/own-language.ts';
import type { Talk } from '../model/talk.ts';
import {
  fitTimes,
  layOut,
  linesIn,
  type SubtitleCue,
  type SubtitlePart,
  wrapText,
} from '../subtitles/lines/lines.ts';
import { joinLines } from '../text/languages/script.ts';
import { isUntranslated, labelOf, termPairs, UNTRANSLATED } from './subtitle-marks.ts';
import type { TalkSubtitles } from './subtitles.ts';

/** Lays out subtitles anew from sentences. All three have the same cues, so that at each moment they say the same. */
export function rebuiltSubtitles(talk: Talk): TalkSubtitles {
  const terms = termPairs(talk);
  const own = terms.map(({ first }) => first);
  const others = terms.map(({ second }) => second);
  const cues = layOut(partsOf(talk), { terms }).map(({ part, isFirst, ...cue }) => {
    const label = isFirst ? part.label : '';
    const source = opened(label, cue.source, own);
    const target = opened(label, cue.target, others);
    const alone = part.isMissing ? opened(UNTRANSLATED + label, cue.source, own) : target;
    return { ...cue, source, alone, part };
  });
  const view = (linesOf: (cue: (typeof cues)[number]) => SubtitleCue['lines']): SubtitleCue[] =>
    fitTimes(
      cues.map((cue) => ({ ...cue, lines: linesOf(cue) })).filter(({ lines }) => lines.length > 0),
    );
  const said = ({
    source: lines,
    part: { language },
  }: (typeof cues)[number]): SubtitleCue['lines'] =>
    linesIn({ source: lines }).map((line) =>
      language === undefined ? line : { ...line, language },
    );
  const source = view(said);
  if (!talk.translation) return { source };
  return {
    source,
    target: view((cue) => linesIn({ target: cue.alone })),
    // What was said in the language of the translation stands there once.
    both: view((cue) => [...said(cue), ...(cue.part.isOwn ? [] : linesIn({ target: cue.target }))]),
  };
}

type SpokenPart = SubtitlePart & {
  /** Who begins to speak here. */
  readonly label: string;
  /** True when it should have a translation and has none. */
  readonly isMissing: boolean;
  /** Where it is not that of the talk. */
  readonly language: string | undefined;
  /** True when it is said in the language of the translation. */
  readonly isOwn: boolean;
};

function partsOf({ sentences, translation, language: from, target: to }: Talk): SpokenPart[] {
  const lines = new Map(translation?.map((line) => [line.id, line]));
  // What a recogniser made up was never said.
  const spoken = sentences.filter((sentence) => !sentence.doubt);
  let wasMissing = false;
  return spoken.map((sentence, at) => {
    const line = lines.get(sentence.id);
    const label = labelOf(sentence, spoken[at - 1]);
    const isMissing = translation !== undefined && isUntranslated(line);
    const { language } = sentence;
    const isOther = at > 0 && language !== spoken[at - 1]?.language;
    const isApart = label !== '' || isMissing || wasMissing || isOther;
    wasMissing = isMissing;
    const { start, end, text, corrected = text } = sentence;
    const shown = { start, end, text: corrected, second: line?.text };
    return { ...shown, label, isMissing, isApart, language, isOwn: isOwn(sentence, { from, to }) };
  });
}

/** Lines with something before the first. */
function opened(
  opening: string,
  lines: readonly string[],
  terms: readonly string[],
): readonly string[] {
  return opening === '' || lines.length === 0 ? lines : wrapText(opening + joinLines(lines), terms);
}
