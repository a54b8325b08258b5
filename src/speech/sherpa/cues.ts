import type { Seconds } from '../../model/time.ts';
import type { Word } from '../../model/transcript.ts';
import { textOf, unitsOf } from '../../text/sentence-ends/units.ts';
import type { HeardCue } from '../recognizer.ts';
import { wordsOf } from '../timed-tokens.ts';
import type { RawHeard } from './engine/protocol.ts';

/** A pause between words, in seconds, after which a cue of its own begins: longer than any within a phrase. */
const PAUSE = 0.6;
const ENDS_SENTENCE = /[.!?。！？…]["'”’」』)）]*$/;

/**
 * The cues of one window, in order, within its `length` in seconds: from timed words, else all of the text as one.
 */
export function cuesOf(raw: RawHeard, length: Seconds): HeardCue[] {
  const logProbabilities = raw.ys_log_probs;
  const words = wordsOf({ ...raw, logProbabilities }, length);
  if (words.length > 0) return fromWords(words);
  const text = raw.text.trim();
  return text === '' ? [] : [{ start: 0, end: length, text }];
}

function fromWords(words: readonly Word[]): HeardCue[] {
  const groups: Word[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (!group || !last || word.start - last.end > PAUSE || ENDS_SENTENCE.test(last.text))
      groups.push([word]);
    else group.push(word);
  }
  return groups.map((group) => {
    const start = group[0]?.start ?? 0;
    const end = group.at(-1)?.end ?? start;
    return {
      start,
      end,
      text: textOf(unitsOf([{ start, end, text: '', words: group }])),
      words: group,
    };
  });
}
