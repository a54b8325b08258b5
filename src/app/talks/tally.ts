import type { Step } from '../../pipeline/events.ts';
import type { WorkEvent } from './work-result.ts';

/** What a progress display knows of one talk: events added up. */
export type Tally = {
  readonly title: string;
  /** Steps under way. */
  readonly steps: ReadonlySet<Step>;
  /** Bytes fetched, and of the whole; 0 when not known. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** How much of the recording is heard, and its length, in seconds; 0 when not known. */
  readonly heard: number;
  readonly duration: number;
  /** What a model is asked for, as planned. */
  readonly isTranslated: boolean;
  readonly isNoted: boolean;
  /** Sentences translated while the recording is heard, as a count. */
  readonly ahead: number;
  /** Words that came without marks, and those looked at so far, as counts. */
  readonly bare: number;
  readonly restored: number;
  /** Sentences to translate, those done in this run and those known from before, as counts. */
  readonly sentences: number;
  readonly translated: number;
  readonly known: number;
  /** Sections to note and those done, as counts; 0 before the outline is made. */
  readonly sections: number;
  readonly noted: number;
  /** Tokens used in this run. */
  readonly tokens: number;
  /** In US dollars; absent when the price is not known. */
  readonly cost: number | undefined;
  /** How much of a model of this machine is loaded, as a ratio, while it is; how fast it writes, in tokens a second. */
  readonly loading: number | undefined;
  readonly tokensASecond: number | undefined;
  /** When the first sentence of this run was translated, in milliseconds of the clock. */
  readonly firstLineMs: number | undefined;
};

export const EMPTY_TALLY: Tally = {
  title: '',
  steps: new Set(),
  bytes: 0,
  totalBytes: 0,
  heard: 0,
  duration: 0,
  isTranslated: false,
  isNoted: false,
  ahead: 0,
  bare: 0,
  restored: 0,
  sentences: 0,
  translated: 0,
  known: 0,
  sections: 0,
  noted: 0,
  tokens: 0,
  cost: undefined,
  loading: undefined,
  tokensASecond: undefined,
  firstLineMs: undefined,
};

/** The tally after one more event. */
export function addEvent(tally: Tally, event: WorkEvent, nowMs: number): Tally {
  if (isOfSound(event)) return addSound(tally, event);
  if (isOfModel(event)) return addModel(tally, event);
  switch (event.type) {
    case 'talk-read':
    case 'text-restored':
      return addText(tally, event);
    case 'step-start':
    case 'step-end':
      return changeStep(tally, event);
    case 'line-translated':
      return addLine(tally, event, nowMs);
    case 'outline-made':
    case 'section-noted':
      return addNote(tally, event);
    case 'plan-made':
      return addPlan(tally, event);
    default:
      return tally;
  }
}

function addPlan(
  tally: Tally,
  { model, translation, note }: Extract<WorkEvent, { type: 'plan-made' }>,
): Tally {
  const [isTranslated, isNoted] = [translation, note].map(
    (stage) => model !== undefined && stage !== undefined,
  );
  return { ...tally, isTranslated: isTranslated ?? false, isNoted: isNoted ?? false };
}

function addText(
  tally: Tally,
  event: Extract<WorkEvent, { type: 'talk-read' | 'text-restored' }>,
): Tally {
  return event.type === 'talk-read'
    ? { ...tally, title: event.title, sentences: event.sentences }
    : { ...tally, bare: event.of, restored: event.words };
}

const OF_MODEL = ['model-loading', 'model-pace', 'usage'] as const;
type ModelEvent = Extract<WorkEvent, { type: (typeof OF_MODEL)[number] }>;

function isOfModel(event: WorkEvent): event is ModelEvent {
  return OF_MODEL.some((type) => type === event.type);
}

function addModel(tally: Tally, event: ModelEvent): Tally {
  if (event.type === 'model-loading')
    return { ...tally, loading: event.share < 1 ? event.share : undefined };
  if (event.type === 'model-pace') return { ...tally, tokensASecond: event.write };
  const { inputTokens, outputTokens } = event.usage;
  return { ...tally, tokens: inputTokens + outputTokens, cost: event.cost };
}

function addNote(
  tally: Tally,
  event: Extract<WorkEvent, { type: 'outline-made' | 'section-noted' }>,
): Tally {
  return event.type === 'outline-made'
    ? { ...tally, sections: event.sections }
    : { ...tally, noted: tally.noted + 1 };
}

function changeStep(
  tally: Tally,
  { type, step }: Extract<WorkEvent, { type: 'step-start' | 'step-end' }>,
): Tally {
  return type === 'step-start' ? addStep(tally, step) : endStep(tally, step);
}

function addStep(tally: Tally, step: Step): Tally {
  const steps = new Set([...tally.steps, step]);
  // It tells of every line, also of those translated while the talk was heard.
  return step === 'translate' ? { ...tally, steps, translated: 0, known: 0 } : { ...tally, steps };
}

function endStep(tally: Tally, step: Step): Tally {
  return { ...tally, steps: new Set([...tally.steps].filter((each) => each !== step)) };
}

const OF_SOUND = [
  'bytes-fetched',
  'sound-opened',
  'sound-measured',
  'window-heard',
  'window-lost',
] as const;
type SoundEvent = Extract<WorkEvent, { type: (typeof OF_SOUND)[number] }>;

function isOfSound(event: WorkEvent): event is SoundEvent {
  return OF_SOUND.some((type) => type === event.type);
}

function addSound(tally: Tally, event: SoundEvent): Tally {
  switch (event.type) {
    case 'bytes-fetched':
      return { ...tally, bytes: event.bytes, totalBytes: event.total ?? 0 };
    case 'sound-opened':
    case 'sound-measured':
      return { ...tally, duration: event.duration ?? 0 };
    default:
      return { ...tally, heard: event.window.end };
  }
}

function addLine(
  tally: Tally,
  { isKept = false }: Extract<WorkEvent, { type: 'line-translated' }>,
  nowMs: number,
): Tally {
  // Translated while it is heard; the step tells of them again.
  if (!tally.steps.has('translate')) return { ...tally, ahead: tally.ahead + 1 };
  const translated = Math.min(tally.sentences, tally.translated + 1);
  if (isKept) return { ...tally, translated, known: tally.known + 1 };
  return { ...tally, translated, firstLineMs: tally.firstLineMs ?? nowMs };
}

/** Lines come in handfuls; over a shorter time they tell of no pace. In milliseconds. */
const PACE_AFTER_MS = 2000;

/** Sentences a minute in this run; `undefined` before it can be told. */
export function paceOf(tally: Tally, nowMs: number): number | undefined {
  const done = tally.translated - tally.known;
  if (tally.firstLineMs === undefined || done < 3) return undefined;
  const spentMs = nowMs - tally.firstLineMs;
  return spentMs < PACE_AFTER_MS ? undefined : done / (spentMs / 60_000);
}

/** How many sentences are translated; those done while the talk was heard are told of again, and count once. */
export function linesDone({ ahead, translated }: Tally): number {
  return Math.max(ahead, translated);
}

/** What hearing is of a talk that is heard and asked about, as a ratio. */
const HEARING = 0.5;

/** How much of the work is done, as a ratio that never falls: first it is heard, then asked about. */
export function shareOf(tally: Tally): number {
  const heard = ratio(tally.heard, tally.duration);
  if (tally.heard === 0) return askedShare(tally);
  if (!tally.isTranslated && !tally.isNoted) return heard;
  return tally.steps.has('hear') ? HEARING * heard : HEARING + (1 - HEARING) * askedShare(tally);
}

/** Of translation (three parts) and note, or the one of them that is wanted. */
function askedShare(tally: Tally): number {
  const lines = ratio(linesDone(tally), tally.sentences);
  const sections = ratio(tally.noted, tally.sections);
  if (!tally.isTranslated) return sections;
  return tally.isNoted ? (3 * lines + sections) / 4 : lines;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}
