import type { FetchProgress } from '../../app/models/fetch-model.ts';
import { byteSize } from '../../base/byte-size.ts';
import { clock } from '../../text/timecode.ts';
import { cutToWidth } from '../terminal/cut-to-width.ts';
import type { Output } from '../terminal/io.ts';
import type { ModelWords } from '../wording/model-words.ts';
import { Pace } from './pace.ts';

/** Shows how far a download is. */
type Fetching = { show(progress: FetchProgress): void; end(): void };

/** The live line is drawn this often, in milliseconds. */
const DRAW_EVERY_MS = 200;
/** Without a terminal a line is printed each time this share is done, as a ratio. */
const PLAIN_STEP = 0.1;

/** A line on a terminal that is drawn over, with pace and time left; plain lines elsewhere. */
export function fetchProgress(output: Output, words: ModelWords): Fetching {
  const pace = new Pace();
  const painter = output.isTTY ? livePainter(output) : plainPainter(output);
  let holder: number | string | undefined;
  return {
    show: (progress) => {
      const { received, sharedWith } = progress;
      if (sharedWith !== undefined && sharedWith !== holder) painter.say(words.shared(sharedWith));
      holder = sharedWith;
      pace.add(received, Date.now());
      painter.draw(shareOf(progress), () => lineOf(progress, pace.perSecond(), words));
    },
    end: () => painter.end(),
  };
}

type Painter = {
  say(text: string): void;
  /** The line is made only when it is shown. */
  draw(share: number, line: () => string): void;
  end(): void;
};

function livePainter(output: Output): Painter {
  let drawnMs = 0;
  let isDrawn = false;
  const clear = (): void => {
    if (isDrawn) output.write('\r\u001B[2K');
    isDrawn = false;
  };
  return {
    say: (text) => {
      clear();
      output.write(`${text}\n`);
    },
    draw: (share, line) => {
      if (Date.now() - drawnMs < DRAW_EVERY_MS && share < 1) return;
      drawnMs = Date.now();
      clear();
      output.write(cutToWidth(line(), columnsOf(output) - 1));
      isDrawn = true;
    },
    end: clear,
  };
}

function plainPainter(output: Output): Painter {
  let told = 0;
  return {
    say: (text) => void output.write(`${text}\n`),
    draw: (share, line) => {
      if (share < told + PLAIN_STEP && (share < 1 || told === 1)) return;
      told = share === 1 ? 1 : Math.floor(share / PLAIN_STEP) * PLAIN_STEP;
      output.write(`${line()}\n`);
    },
    end: () => undefined,
  };
}

function shareOf({ received, total }: FetchProgress): number {
  return total > 0 ? Math.min(1, received / total) : 0;
}

function lineOf(progress: FetchProgress, pace: number | undefined, words: ModelWords): string {
  const { file, received, total } = progress;
  const parts = [
    `${words.fetching} ${file}`,
    `${Math.floor(100 * shareOf(progress))} %`,
    words.ofSize(byteSize(received), byteSize(total)),
  ];
  if (received >= total) parts.push(words.checking);
  else if (pace !== undefined)
    parts.push(`${byteSize(pace)}/s`, words.left(clock((total - received) / pace)));
  return parts.join(' · ');
}

/** Some terminals say that they have no columns at all. */
function columnsOf({ columns = 0 }: Output): number {
  return columns > 0 ? columns : 80;
}
