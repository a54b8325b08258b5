import type { Status } from '../../jobs/talks.ts';
import { countTalk, isComplete, type Talk } from '../../model/talk.ts';
import type { Facts } from '../contract.ts';

/** What the library shows of a finished talk. */
export function factsOf(talk: Talk): Facts {
  const { flagged, untranslated, missingSections, doubtedPoints } = countTalk(talk);
  return {
    language: talk.language,
    target: talk.target,
    ...(talk.timed && { duration: talk.duration }),
    sentences: talk.sentences.length,
    marked: flagged + untranslated + missingSections + doubtedPoints,
    hasNote: talk.note !== undefined,
    hasTranslation: talk.translation !== undefined,
    ...(talk.model !== undefined && { model: talk.model }),
    ...(talk.cost !== undefined && { cost: talk.cost }),
    ...(talk.topic !== '' && { topic: talk.topic }),
    ...(hasPicture(talk) && { hasPicture: true }),
  };
}

/** Where a finished talk stands. */
export function statusOf(talk: Talk): Extract<Status, 'done' | 'marked' | 'bare'> {
  if (!talk.translation && !talk.note) return 'bare';
  return isComplete(talk) ? 'done' : 'marked';
}

function hasPicture({ source }: Talk): boolean {
  return source.video === true || source.published?.picture !== undefined;
}
