import type { Sentence } from '../model/sentence.ts';
import type { Talk } from '../model/talk.ts';
import type { Line } from '../model/translation.ts';
import { layOutSubtitles, type SubtitleCue } from '../text/lines.ts';

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
  const source = layOutSubtitles(
    spoken.map((sentence) => ({ ...timesOf(sentence), text: shown(sentence) })),
  );
  if (!talk.translation) return { source };
  const lines = new Map(talk.translation.map((line) => [line.id, line]));
  const translated = spoken.map((sentence) => ({
    sentence,
    text: targetText(sentence, lines.get(sentence.id)),
  }));
  return {
    source,
    target: layOutSubtitles(
      translated.flatMap(({ sentence, text }) => (text ? [{ ...timesOf(sentence), text }] : [])),
      { role: 'target' },
    ),
    both: layOutSubtitles(
      translated.map(({ sentence, text }) => ({
        ...timesOf(sentence),
        text: shown(sentence),
        second: text?.startsWith(UNTRANSLATED) ? undefined : text,
      })),
    ),
  };
}

function timesOf({ start, end }: Sentence): { start: number; end: number } {
  return { start, end };
}

function shown(sentence: Sentence): string {
  return sentence.corrected ?? sentence.text;
}

function targetText(sentence: Sentence, line: Line | undefined): string | undefined {
  if (line?.status === 'silent') return undefined;
  return line?.text ? line.text : `${UNTRANSLATED}${shown(sentence)}`;
}
