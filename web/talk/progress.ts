import type { Section } from '../../src/model/note.ts';
import type { Line } from '../../src/model/translation.ts';
import type { Ending, NoticeEvent, Step, TalkEvent } from './events.ts';

/** A sentence, or before there are any what was heard. */
export type Row = {
  /** Sentence ID; absent of what was heard and is not cut into sentences yet. */
  readonly id?: number | undefined;
  readonly start: number;
  readonly text: string;
  readonly speaker?: string | undefined;
  readonly line?: Line | undefined;
};

export type Notice =
  | NoticeEvent
  | {
      readonly type: 'window-lost';
      readonly window: { readonly start: number; readonly end: number };
    };

/** What is known of a talk under way: its events added up. */
export type TalkProgress = {
  /** When this run began, in milliseconds of the clock. */
  readonly began: number | undefined;
  readonly title: string;
  readonly language: string | undefined;
  readonly target: string | undefined;
  readonly model: string | undefined;
  readonly topic: string;
  readonly terms: number;
  /** What is wanted, as planned; all unknown before. */
  readonly plan:
    | { readonly hearing: boolean; readonly translation: boolean; readonly note: boolean }
    | undefined;
  /** Steps under way, and those that are over, in the order they began. */
  readonly steps: readonly Step[];
  readonly over: readonly Step[];
  /** In seconds; 0 when not known. */
  readonly heard: number;
  readonly duration: number;
  /** Counts of words that came without marks, and of those looked at. */
  readonly bare: number;
  readonly restored: number;
  readonly rows: readonly Row[];
  /** Translations by sentence, those too whose sentences are not known yet. */
  readonly lines: ReadonlyMap<number, Line>;
  /** Count of sections in the outline, and those that are noted, in the order of the talk. */
  readonly sections: number;
  readonly noted: readonly Section[];
  readonly tokens: number;
  readonly cost: number | undefined;
  readonly notices: readonly Notice[];
  readonly ended: Ending | undefined;
};

export const NOTHING_YET: TalkProgress = {
  began: undefined,
  title: '',
  language: undefined,
  target: undefined,
  model: undefined,
  topic: '',
  terms: 0,
  plan: undefined,
  steps: [],
  over: [],
  heard: 0,
  duration: 0,
  bare: 0,
  restored: 0,
  rows: [],
  lines: new Map(),
  sections: 0,
  noted: [],
  tokens: 0,
  cost: undefined,
  notices: [],
  ended: undefined,
};

/** While events are added, lists are added to in place: thousands come at once when a talk is opened late. */
type Draft = { -readonly [Key in keyof TalkProgress]: TalkProgress[Key] } & {
  rows: Row[];
  lines: Map<number, Line>;
  /** Where each sentence stands in `rows`. */
  places: Map<number, number>;
};

/** The progress after more events; what was given stays as it is. */
export function addEvents(progress: TalkProgress, events: readonly TalkEvent[]): TalkProgress {
  let draft = draftOf(progress);
  for (const event of events) {
    if (isNewRun(draft, event)) draft = draftOf(NOTHING_YET);
    draft.began ??= Date.parse(event.at);
    add(draft, event);
  }
  const { places: _, ...added } = draft;
  return added;
}

function draftOf(progress: TalkProgress): Draft {
  const rows = [...progress.rows];
  return { ...progress, rows, lines: new Map(progress.lines), places: placesOf(rows) };
}

function placesOf(rows: readonly Row[]): Map<number, number> {
  return new Map(rows.flatMap(({ id }, at) => (id === undefined ? [] : [[id, at]])));
}

/** Whatever follows an end; and a second plan, which a server makes that was ended in the middle and started anew. */
function isNewRun({ ended, plan }: Draft, { type }: TalkEvent): boolean {
  return ended !== undefined || (type === 'plan-made' && plan !== undefined);
}

function add(draft: Draft, event: TalkEvent): void {
  switch (event.type) {
    case 'step-start':
    case 'step-end':
      changeStep(draft, event);
      break;
    case 'sound-opened':
    case 'sound-measured':
    case 'window-heard':
    case 'window-lost':
      addSound(draft, event);
      break;
    case 'line-translated':
      addLine(draft, event.line);
      break;
    case 'usage':
      draft.tokens = event.usage.inputTokens + event.usage.outputTokens;
      draft.cost = event.cost;
      break;
    case 'outline-made':
      // An outline that was made anew has its own sections.
      Object.assign(draft, { sections: event.sections, noted: [] });
      break;
    case 'section-noted':
      draft.noted = [...draft.noted, event.section].toSorted((a, b) => a.from - b.from);
      break;
    case 'talk-ended':
      Object.assign(draft, { ended: event.status, steps: [] });
      break;
    default:
      addText(draft, event);
  }
}

type TextEvent = Extract<
  TalkEvent,
  { type: 'plan-made' | 'talk-read' | 'sentences-read' | 'context-found' | 'text-restored' }
>;

function addText(draft: Draft, event: TextEvent | (NoticeEvent & { at: string })): void {
  switch (event.type) {
    case 'plan-made':
      addPlan(draft, event);
      break;
    case 'talk-read':
      draft.title = event.title;
      draft.language = event.language;
      draft.duration ||= event.duration;
      break;
    case 'sentences-read':
      draft.rows = event.sentences.map((sentence) => ({
        ...sentence,
        line: draft.lines.get(sentence.id),
      }));
      draft.places = placesOf(draft.rows);
      break;
    case 'context-found':
      Object.assign(draft, { topic: event.topic, terms: event.terms });
      break;
    case 'text-restored':
      Object.assign(draft, { restored: event.words, bare: event.of });
      break;
    default:
      if (NOTICES.has(event.type)) draft.notices = [...draft.notices, event];
  }
}

/** A server that is newer than this page may tell of more. */
const NOTICES: ReadonlySet<string> = new Set<NoticeEvent['type']>([
  'warning',
  'attempt-failed',
  'ahead-stopped',
  'restore-stopped',
  'repair-start',
  'review-start',
  'files-set-aside',
]);

function addPlan(draft: Draft, event: Extract<TalkEvent, { type: 'plan-made' }>): void {
  const isAsked = event.model !== undefined;
  draft.title = event.title;
  draft.language = event.language;
  draft.target = event.target;
  draft.model = event.model;
  draft.duration ||= event.duration ?? 0;
  draft.plan = {
    hearing: event.hearing !== undefined,
    translation: isAsked && event.translation !== undefined,
    note: isAsked && event.note !== undefined,
  };
}

function changeStep(draft: Draft, { type, step }: Extract<TalkEvent, { step: Step }>): void {
  const others = draft.steps.filter((each) => each !== step);
  draft.steps = type === 'step-start' ? [...others, step] : others;
  draft.over = draft.over.filter((each) => each !== step);
  if (type === 'step-end') draft.over = [...draft.over, step];
}

type SoundEvent = Extract<
  TalkEvent,
  { type: 'sound-opened' | 'sound-measured' | 'window-heard' | 'window-lost' }
>;

function addSound(draft: Draft, event: SoundEvent): void {
  if (event.type === 'sound-opened' || event.type === 'sound-measured') {
    draft.duration = event.duration ?? draft.duration;
    return;
  }
  draft.heard = event.window.end;
  if (event.type === 'window-heard') {
    draft.rows.push(...event.cues.map(({ start, text }) => ({ start, text })));
  } else draft.notices = [...draft.notices, event];
}

function addLine(draft: Draft, line: Line): void {
  draft.lines.set(line.id, line);
  const at = draft.places.get(line.id);
  const row = at === undefined ? undefined : draft.rows[at];
  if (at !== undefined && row) draft.rows[at] = { ...row, line };
}
