import {
  addEvent,
  EMPTY_TALLY,
  linesDone,
  paceOf,
  shareOf,
  type Tally,
} from '../../app/talks/tally.ts';
import type { WorkEvent } from '../../app/talks/work-result.ts';
import { clock } from '../../text/timecode.ts';
import { cutToWidth } from '../terminal/cut-to-width.ts';
import type { Output } from '../terminal/io.ts';
import { money, short } from '../wording/amounts.ts';
import { type ProgressOptions, sentenceFor } from '../wording/event-words.ts';
import { PROGRESS_WORDS, type ProgressWords } from '../wording/progress-words.ts';

/** Shows what happens while a talk is worked on. */
export type Progress = {
  show(event: WorkEvent): void;
  /** Clears what is drawn over, so that something else can be said. */
  clear(): void;
  /** Leaves the screen as it should stay. */
  end(): void;
};

/** The live line is drawn this often, in milliseconds. */
const DRAW_EVERY_MS = 120;
/** Without a terminal, a line is printed each time this share of the work is done, as a ratio. */
const PLAIN_STEP = 0.1;

/** Progress on standard error: a live line on a terminal, plain lines elsewhere. */
export function showProgress(output: Output, options: ProgressOptions): Progress {
  const words = PROGRESS_WORDS[options.language];
  if (options.level === 'quiet')
    return { show: () => undefined, clear: () => undefined, end: () => undefined };
  const painter = output.isTTY ? livePainter(output, words) : plainPainter(output, words);
  let tally = EMPTY_TALLY;
  let isPlanned = false;
  // What is only read again from earlier runs is over before a person has read of it.
  let isFinished = false;
  return {
    show: (event) => {
      tally = addEvent(tally, event, Date.now());
      const columns = output.isTTY ? columnsOf(output) : undefined;
      const said = sentenceFor(event, words, { ...options, columns, isAgain: isPlanned });
      if (event.type === 'plan-made') [isPlanned, isFinished] = [true, event.isFinished];
      if (said !== undefined) painter.say(said);
      if (!isFinished) painter.draw(tally);
    },
    clear: () => painter.clear(),
    end: () => painter.end(),
  };
}

type Painter = {
  say(text: string): void;
  draw(tally: Tally): void;
  clear(): void;
  end(): void;
};

/** One line at the bottom that is drawn over; what is said goes above it. */
function livePainter(output: Output, words: ProgressWords): Painter {
  let drawnMs = 0;
  let isDrawn = false;
  let tally = EMPTY_TALLY;
  const clear = (): void => {
    if (isDrawn) output.write('\r\u001B[2K');
    isDrawn = false;
  };
  const paint = (): void => {
    const line = cutToWidth(lineOf(tally, words), columnsOf(output) - 1);
    clear();
    output.write(line);
    isDrawn = line !== '';
    drawnMs = Date.now();
  };
  // The time left moves on while nothing happens.
  const timer = setInterval(() => isDrawn && paint(), 1000);
  timer.unref();
  return {
    say: (text) => {
      clear();
      output.write(`${text}\n`);
      drawnMs = 0;
    },
    draw: (next) => {
      tally = next;
      if (Date.now() - drawnMs >= DRAW_EVERY_MS) paint();
    },
    clear,
    end: () => {
      clearInterval(timer);
      clear();
    },
  };
}

function plainPainter(output: Output, words: ProgressWords): Painter {
  let shown = 0;
  return {
    say: (text) => output.write(`${text}\n`),
    draw: (tally) => {
      const share = shareOf(tally);
      if (share < shown + PLAIN_STEP && !(share === 1 && shown < 1)) return;
      shown = share === 1 ? 1 : Math.floor(share / PLAIN_STEP) * PLAIN_STEP;
      output.write(`${lineOf(tally, words)}\n`);
    },
    clear: () => undefined,
    end: () => undefined,
  };
}

/** The state of the work in one line: step, share, sentences, sections, pace, tokens, cost, time left. */
function lineOf(tally: Tally, words: ProgressWords, nowMs = Date.now()): string {
  const isAsking = tally.steps.has('translate') || tally.steps.has('note');
  const isHearing = tally.steps.has('hear');
  const parts = [
    stepName(tally, words),
    isAsking || (isHearing && tally.duration > 0) ? `${Math.floor(100 * shareOf(tally))} %` : '',
    isHearing ? heardPart(tally, words) : '',
    tally.steps.has('fetch') ? fetchedPart(tally) : '',
    restoredPart(tally, words),
    isAsking && linesDone(tally) > 0 ? words.ofSentences(linesDone(tally), tally.sentences) : '',
    tally.sections > 0 ? words.ofSections(tally.noted, tally.sections) : '',
    ...pacePart(tally, words, nowMs),
    ...ownModelPart(tally, words),
    ...spentPart(tally, words),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const megabytes = (size: number): string => (size / 1_000_000).toFixed(1);

function fetchedPart({ bytes, totalBytes }: Tally): string {
  if (bytes === 0) return '';
  return totalBytes > 0
    ? `${megabytes(bytes)}/${megabytes(totalBytes)} MB`
    : `${megabytes(bytes)} MB`;
}

function restoredPart({ steps, bare, restored }: Tally, words: ProgressWords): string {
  return steps.has('restore') && bare > 0 ? words.ofWords(restored, bare) : '';
}

function heardPart({ heard, duration, ahead }: Tally, words: ProgressWords): string {
  if (heard === 0) return '';
  const part = words.heardOf(clock(heard), duration > 0 ? clock(duration) : '');
  return ahead > 0 ? `${part} · ${words.ahead(ahead)}` : part;
}

function pacePart(tally: Tally, words: ProgressWords, nowMs: number): string[] {
  const pace = paceOf(tally, nowMs);
  const left = tally.sentences - linesDone(tally);
  if (pace === undefined || left === 0) return [];
  return [words.aMinute(Math.round(pace)), words.left(clock((left / pace) * 60))];
}

/** What a model of this machine is at. */
function ownModelPart({ loading, tokensASecond }: Tally, words: ProgressWords): string[] {
  if (loading !== undefined) return [words.loadingModel(Math.floor(100 * loading))];
  return tokensASecond === undefined ? [] : [words.tokensASecond(tokensASecond)];
}

function spentPart(tally: Tally, words: ProgressWords): string[] {
  if (tally.tokens === 0) return [];
  const cost = tally.cost === undefined ? '' : money(tally.cost);
  return [words.tokens(short(tally.tokens)), cost];
}

function stepName({ steps }: Tally, words: ProgressWords): string {
  const names = [
    steps.has('fetch') && words.fetching,
    steps.has('hear') && words.hearing,
    steps.has('read') && words.reading,
    steps.has('restore') && words.restoring,
    steps.has('context') && words.context,
    steps.has('translate') && words.translating,
    steps.has('note') && words.noting,
    steps.has('write') && words.writing,
  ];
  return names.filter((name) => typeof name === 'string').join(' + ');
}

/** Some terminals say that they have no columns at all. */
function columnsOf({ columns = 0 }: Output): number {
  return columns > 0 ? columns : 80;
}
