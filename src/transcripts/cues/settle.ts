import { languageTag } from '../../model/language.ts';
import type { Cue, Transcript } from '../../model/transcript.ts';
import { warnings } from '../../model/warning.ts';
import { unroll } from '../../text/hygiene/rolling.ts';
import { joinLines } from '../../text/languages/script.ts';
import { namedSpeakers } from '../speakers/speaker-names.ts';
import { oneLanguage } from './bilingual.ts';
import { bySpeaker, isSoundNote } from './cue-text.ts';
import { areTimed, place, withoutOverlaps } from './cue-times.ts';
import type { Draft } from './draft.ts';
import { joinWordCues } from './word-groups.ts';

/**
 * Makes a draft a transcript: cues in order of time, none ending before it starts, repeats of rolling
 * captions and lone sound notes out, one language and one speaker a cue, each text on one line. Texts are lost only
 * where a warning says so.
 */
export function settle(draft: Draft): Transcript {
  const { language, title } = draft;
  const timed = draft.timed && areTimed(draft.cues);
  const about = {
    timed,
    isCopy: draft.isCopy,
    language: languageTag(language ?? ''),
    title: title || undefined,
  };
  const {
    cues: placed,
    reversed,
    misplaced,
    repeated,
  } = timed
    ? place(draft.cues)
    : { cues: draft.cues.map(untimed), reversed: 0, misplaced: 0, repeated: 0 };
  if (draft.isExact === true) {
    const exact = placed.map((cue) => ({ ...cue, text: joinLines([cue.text]) }));
    return { ...about, cues: exact.filter((cue) => cue.text !== ''), warnings: [] };
  }
  const { cues: single, left } = oneLanguage(placed, timed);
  const { cues: once, removed } = timed
    ? unroll(joinWordCues(single))
    : { cues: single, removed: 0 };
  const named = namedSpeakers(once, timed);
  const pieces = bySpeaker(timed ? withoutOverlaps(named) : named);
  const spoken = pieces.filter((cue) => !isSoundNote(cue.text));
  const sounds = pieces.filter((cue) => isSoundNote(cue.text));
  return {
    ...about,
    // Dealing a cue's time out to its speakers may put the second behind a cue that overlaps it.
    cues: timed ? spoken.toSorted((a, b) => a.start - b.start) : spoken,
    ...(sounds.length > 0 && { sounds }),
    warnings: [
      ...warnings('joined', draft.moved ?? 0),
      ...warnings('spoiled', draft.spoiled ?? 0),
      ...warnings('reversed', reversed),
      ...warnings('misplaced', misplaced),
      ...warnings('bilingual', left),
      ...warnings('rolling', removed + repeated),
      ...warnings('sound-notes', sounds.length),
    ],
  };
}

function untimed(cue: Cue): Cue {
  return { ...cue, start: 0, end: 0, words: undefined };
}
