import type { Sentence } from '../model/sentence.ts';
import type { Talk } from '../model/talk.ts';
import type { Line } from '../model/translation.ts';
import { measureText } from '../text/subtitles/atoms.ts';
import { cuesOf, fitTimes, layOutSubtitles, type SubtitleCue } from '../text/subtitles/lines.ts';

/** A talk's subtitles; absent where it has no times, or no translation. */
export type TalkSubtitles = {
  readonly source?: readonly SubtitleCue[] | undefined;
  readonly target?: readonly SubtitleCue[] | undefined;
  readonly both?: readonly SubtitleCue[] | undefined;
};

/** Stands before a source line shown where its translation is missing, so that it cannot pass for one. */
const UNTRANSLATED = '⚠ ';

/** Lays out the subtitles of a talk in the language spoken, the target language, and both. */
export function subtitlesOf(talk: Talk): TalkSubtitles {
  if (!talk.timed) return {};
  // What a recogniser made up was never said.
  const spoken = talk.sentences.filter((sentence) => !sentence.doubt);
  if (!talk.translation) {
    return {
      source: layOutSubtitles(
        spoken.map((each, at) => partOf(each, labelOf(each, spoken[at - 1]))),
      ),
    };
  }
  const lines = new Map(talk.translation.map((line) => [line.id, line]));
  const [source, target, both]: SubtitleCue[][] = [[], [], []];
  for (const [at, sentence] of spoken.entries()) {
    const label = labelOf(sentence, spoken[at - 1]);
    const cues = cuesOfSentence(sentence, lines.get(sentence.id), label);
    source?.push(...cues.source);
    target?.push(...cues.target);
    both?.push(...cues.both);
  }
  return {
    source: fitTimes(source ?? []),
    target: fitTimes(target ?? []),
    both: fitTimes(both ?? []),
  };
}

/** All cues of one sentence: each text is measured once, which is most of the work. */
function cuesOfSentence(
  sentence: Sentence,
  line: Line | undefined,
  label: string,
): Record<'source' | 'target' | 'both', SubtitleCue[]> {
  const part = partOf(sentence, label);
  const translation = line?.text ?? '';
  const isMissing = translation === '' && line?.status !== 'silent';
  const nothing = measureText('');
  const first = measureText(part.text);
  const second = translation === '' ? nothing : measureText(translation);
  const labelled = translation === '' || label === '' ? second : measureText(label + translation);
  const alone = isMissing ? measureText(UNTRANSLATED + part.text) : labelled;
  const source = cuesOf(part, [first, nothing]);
  return {
    source,
    target: cuesOf({ ...part, text: translation }, [alone, nothing], { role: 'target' }),
    both: translation === '' ? source : cuesOf({ ...part, second: translation }, [first, second]),
  };
}

/** Who speaks, where that changes: before the first words of each turn. */
function labelOf({ speaker }: Sentence, before: Sentence | undefined): string {
  return speaker === undefined || speaker === before?.speaker ? '' : `${speaker}: `;
}

function partOf(
  { start, end, text, corrected }: Sentence,
  label: string,
): { start: number; end: number; text: string } {
  return { start, end, text: label + (corrected ?? text) };
}
