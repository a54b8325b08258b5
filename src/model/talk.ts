import type { Edit } from './edit.ts';
import type { Claim, Note } from './note.ts';
import type { Sentence } from './sentence.ts';
import type { Source } from './source.ts';
import type { Term } from './term.ts';
import type { Seconds } from './time.ts';
import type { Cue } from './transcript.ts';
import type { Line } from './translation.ts';
import type { Warning } from './warning.ts';

/** Version of the shape of `talk.json`; readers refuse a newer one. */
export const TALK_SCHEMA = 2;

/** A talk and everything made from it in one target language. */
export type Talk = {
  /** Version of this shape, as a count from 1. */
  readonly schema: typeof TALK_SCHEMA;
  readonly title: string;
  readonly source: Source;
  /** Language spoken, as a tag such as `en`. */
  readonly language: string;
  /** Language of the translation and the note. */
  readonly target: string;
  /** False when the text came without times: those of the sentences are then estimates, never shown. */
  readonly timed: boolean;
  /** End of the last sentence, in seconds. */
  readonly duration: Seconds;
  readonly topic: string;
  readonly speakers: readonly string[];
  readonly terms: readonly Term[];
  readonly sentences: readonly Sentence[];
  /** The cues it came in, where its subtitles are to keep them; else these are laid out anew. Not part of `talk.json`. */
  readonly cues?: readonly KeptCue[] | undefined;
  /** One line a sentence; absent when no translation was made. */
  readonly translation?: readonly Line[] | undefined;
  /** Absent when no note was made. */
  readonly note?: Note | undefined;
  /** The model that translated and noted, as the user writes it; absent when none was asked. */
  readonly model?: string | undefined;
  /** What it cost so far, in US dollars, interrupted runs included; absent when no price is known. */
  readonly cost?: number | undefined;
  /** What a person put right, in all languages. */
  readonly edits?: readonly Edit[] | undefined;
  /** What the reader should know about how the transcript was. */
  readonly warnings: readonly Warning[];
};

/** A cue that subtitles keep. */
export type KeptCue = Cue & {
  /** True when it says only what is heard besides speech. */
  readonly isSound?: boolean | undefined;
};

/** How complete a talk's translation and note are. */
export type Counts = {
  /** Count of sentences. */
  readonly sentences: number;
  /** Count of sentences with a translation, doubtful ones included. */
  readonly translated: number;
  /** Count of translated sentences a check still doubts. */
  readonly flagged: number;
  /** Count of sentences without the translation they need. */
  readonly untranslated: number;
  /** Count of sentences that a recogniser made up. */
  readonly doubted: number;
  /** Count of sections whose points could not be had. */
  readonly missingSections: number;
  /** Count of points, sub-points and summary sentences marked as doubtful. */
  readonly doubtedPoints: number;
};

/** Counts what is there, what is marked, what is missing. */
export function countTalk(talk: Talk): Counts {
  const lines = talk.translation ?? [];
  const having = (status: Line['status']): number =>
    lines.filter((line) => line.status === status).length;
  const claims = [
    ...(talk.note?.summary ?? []),
    ...(talk.note?.sections ?? []).flatMap(({ points }) =>
      points.flatMap((point): Claim[] => [point, ...point.sub]),
    ),
  ];
  return {
    sentences: talk.sentences.length,
    translated: having('ok') + having('repaired') + having('flagged'),
    flagged: having('flagged'),
    untranslated: having('untranslated'),
    doubted: talk.sentences.filter((sentence) => sentence.doubt).length,
    missingSections: talk.note?.sections.filter((section) => section.missing).length ?? 0,
    doubtedPoints: claims.filter((claim) => (claim.doubts?.length ?? 0) > 0).length,
  };
}

/** True when nothing in the talk is marked as missing or doubtful: the exit status is then 0, else 3. */
export function isComplete(talk: Talk): boolean {
  const { flagged, untranslated, missingSections, doubtedPoints } = countTalk(talk);
  return flagged + untranslated + missingSections + doubtedPoints === 0;
}
