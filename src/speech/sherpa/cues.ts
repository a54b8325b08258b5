import type { Seconds } from '../../model/time.ts';
import type { Word } from '../../model/transcript.ts';
import { textOf, unitsOf } from '../../text/sentence-ends/units.ts';
import type { HeardCue } from '../recognizer.ts';
import type { RawHeard } from './engine/protocol.ts';
import { wordsOf } from './words.ts';

/** A pause between words, in seconds, after which a cue of its own begins: longer than any within a phrase. */
const PAUSE = 0.6;
const ENDS_SENTENCE = /[.!?。！？…]["'”’」』)）]*$/;

/**
 * The cues of one window, in order, within its `length` in seconds: from the engine's own segments where it gives
 * them, with their words where those have times, else from timed words, else all of the text as one.
 */
export function cuesOf(raw: RawHeard, length: Seconds): HeardCue[] {
  const logProbabilities = raw.ys_log_probs;
  const words = wordsOf({ ...raw, logProbabilities }, length);
  const segments = raw.segment_texts.map((text, index) => {
    const start = within(raw.segment_timestamps[index] ?? 0, { start: 0, end: length });
    const end = start + (raw.segment_durations[index] ?? 0);
    return { start, end: within(end, { start, end: length }), text: text.trim() };
  });
  if (segments.length > 0) return withWords(segments.filter(isSaid), words);
  if (words.length > 0) return fromWords(words);
  return [{ start: 0, end: length, text: raw.text.trim() }].filter(isSaid);
}

function isSaid(cue: HeardCue): boolean {
  return cue.text !== '';
}

/**
 * Deals the words out to the segments they are of, their times kept inside: Whisper writes down when a segment
 * begins and ends, but when a word does is only guessed. Words that are not those of the segments (parts of
 * characters, which only the whole text puts together) are left out.
 */
function withWords(segments: readonly HeardCue[], words: readonly Word[]): HeardCue[] {
  const dealt: HeardCue[] = [];
  let next = 0;
  for (const segment of segments) {
    const from = next;
    for (let left = letters(segment.text); left > 0 && next < words.length; next++)
      left -= letters(words[next]?.text ?? '');
    const own = words.slice(from, next);
    if (own.map((word) => word.text).join('') !== segment.text.replace(/\s+/g, ''))
      return [...segments];
    const inside = own.map((word) => ({
      ...word,
      start: within(word.start, segment),
      end: within(word.end, segment),
    }));
    dealt.push({ ...segment, words: inside });
  }
  return dealt;
}

/** Length of a text without its spaces, in UTF-16 units. */
function letters(text: string): number {
  return text.replace(/\s+/g, '').length;
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

function within(time: Seconds, { start, end }: { start: Seconds; end: Seconds }): Seconds {
  return Math.min(end, Math.max(start, time));
}
