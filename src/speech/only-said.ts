import type { AudioSpan } from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import type { HeardCue } from './recognizer.ts';

/** What recognisers write where nobody speaks, or where they hear no words: `[BLANK_AUDIO]`, `(inaudible)`, `（音）`, `*music*`, `♪`. */
const NO_WORDS =
  /^(?:[\s.,。，、…♪♫♬♩]|\[[^\]]*\]|\([^()]*\)|（[^（）]*）|［[^］]*］|【[^】]*】|\*[^*]*\*)*$/;
/** With less than this left of the window, in seconds, a cue begins at its end: no recogniser writes finer times. */
const FINEST = 0.01;
/** So far behind the last speech, in seconds, a cue is said by nobody: the detector and recognisers are less inexact. */
const BEHIND = 0.5;

/**
 * The cues of a window of `length` seconds that somebody said. Left out are remarks about sound, and what Whisper goes
 * on to write when the speech is over: what was said before once more, at the window's very end or behind all `speech`
 * that was detected. Other words that stand there may have been said, if not then.
 */
export function onlySaid(
  cues: readonly HeardCue[],
  { length, speech }: { readonly length: Seconds; readonly speech: readonly AudioSpan[] },
): HeardCue[] {
  const over = (speech.at(-1)?.end ?? length) + BEHIND;
  let before = '';
  return cues.filter(({ start, text }) => {
    const own = letters(text);
    const isAgain = own !== '' && before.includes(own);
    before += own;
    if (NO_WORDS.test(text)) return false;
    return !(isAgain && start > Math.min(over, length - FINEST));
  });
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}
