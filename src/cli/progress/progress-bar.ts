import type { CutEvent } from '../../cutting/cut-job.ts';
import { clock } from '../../text/timecode.ts';
import type { Output } from '../terminal/io.ts';
import type { CutWords } from '../wording/cut-words.ts';

/** Shows how far a cut is. */
type Bar = { show(event: CutEvent): void; end(): void };

/** Without a terminal a line is printed each time this share is done, as a ratio. */
const PLAIN_STEP = 0.1;
/** Too early to tell how long the rest takes, as a ratio. */
const TOLD_FROM = 0.03;

/** A bar on a terminal, drawn over; plain lines elsewhere. */
export function progressBar(output: Output, words: CutWords): Bar {
  const startMs = Date.now();
  let isDrawn = false;
  let told = 0;
  const clear = (): void => {
    if (isDrawn) output.write('\r\u001B[2K');
    isDrawn = false;
  };
  const say = (text: string): void => {
    clear();
    output.write(`${text}\n`);
  };
  const draw = (share: number): void => {
    const left = ((Date.now() - startMs) / 1000) * (1 / share - 1);
    const rest = share > TOLD_FROM && share < 1 ? ` · ${words.left(clock(left))}` : '';
    const line = `${words.cutting} · ${Math.floor(100 * share)} %${rest}`;
    if (output.isTTY) {
      clear();
      output.write(line);
      isDrawn = true;
    } else if (share >= told + PLAIN_STEP || (share === 1 && told < 1)) {
      told = share === 1 ? 1 : Math.floor(share / PLAIN_STEP) * PLAIN_STEP;
      output.write(`${line}\n`);
    }
  };
  return {
    show: (event) => {
      if (event.type === 'cut-start') {
        say(words.kept(event.segments, clock(event.kept), clock(event.duration)));
      } else if (event.type === 'cut-fallback') say(`! ${words.fallback(event.reason)}`);
      else draw(event.share);
    },
    end: clear,
  };
}
