import { finite } from '../../base/finite.ts';
import { type Fields, isFields } from '../../base/json.ts';
import { parseTime } from '../../text/timecode.ts';

/** A moment or a length from outside, with its unit in seconds where its name or its form tells one. */
export type Stamp = { readonly value: number; readonly unit: number | undefined };

/** What an item says about when it was said. */
export type Times = {
  readonly start?: Stamp | undefined;
  readonly end?: Stamp | undefined;
  readonly duration?: Stamp | undefined;
};
type Role = keyof Times;

/** What recognisers and sites call these, normalised; the first that is there counts. */
const NAMES: Readonly<Record<Role, string>> = {
  start:
    'start from starttime starttimestamp timestart startat startedat begintime begin beginat timebegin bg datastart ' +
    'startoffset offsetstart offsetfrom tstart startts starts startpos in ts offset audiooffset timestamp timecode tc ' +
    'begintimestamp time at t s',
  end:
    'end to endtime endtimestamp timeend endat endedat ed dataend endoffset offsetend offsetto tend endts ends endpos ' +
    'stop stoptime resultendtime resultendoffset until finish finishtime out e',
  duration: 'duration dur durationtime dduration tduration length d',
};
/** Units as they end a name, in seconds. A tick is the 100 ns of Windows. */
const UNITS: readonly (readonly [unit: number, endings: string])[] = [
  [1, 'sec secs second seconds'],
  [1e-3, 'ms msec msecs millis millisec millisecond milliseconds'],
  [1e-6, 'us micros microseconds'],
  [1e-7, 'tick ticks'],
  [1e-9, 'ns nanos nanoseconds'],
];
/** Fields that hold both ends, as a pair or an object. */
const PAIRS =
  'timestamps timestamp offsets time times timing interval range timerange span segment bounds position'.split(
    ' ',
  );

type Known = { readonly role: Role; readonly rank: number; readonly unit: number | undefined };
const KNOWN: ReadonlyMap<string, Known> = new Map(knownNames());

/** Names that say their unit come first: where a file has both, the other is often a text for people. */
function* knownNames(): Generator<[string, Known], void> {
  for (const role of ['start', 'end', 'duration'] as const) {
    const stems = NAMES[role].split(' ');
    for (const [rank, stem] of stems.entries()) yield [stem, { role, rank, unit: undefined }];
    for (const [rank, stem] of ['', ...stems].entries()) {
      // A bare `seconds` is when something was said.
      if (stem === '' && role !== 'start') continue;
      for (const [unit, endings] of UNITS) {
        for (const ending of endings.split(' ')) {
          const known = { role, rank: rank - 1000, unit };
          yield [stem + ending, known];
          yield [`${stem}in${ending}`, known];
        }
      }
    }
  }
}

/** When an item was said, as far as it tells. */
export function timesIn(item: Fields): Times {
  const found: { -readonly [role in Role]?: Stamp } = {};
  const ranks: Record<Role, number> = { start: Infinity, end: Infinity, duration: Infinity };
  // Words have these few fields each, and there are very many of them.
  for (const name in item) {
    const known = KNOWN.get(name);
    if (known === undefined || known.rank >= ranks[known.role]) continue;
    const stamp = stampOf(item[name], known.unit);
    if (stamp === undefined) continue;
    found[known.role] = stamp;
    ranks[known.role] = known.rank;
  }
  const isWhole = found.start !== undefined && (found.end ?? found.duration) !== undefined;
  return isWhole ? found : { ...found, ...definedIn(pairIn(item)) };
}

/** Whether an item says when it was said; Google's does only when it was over. */
export function isTimed(item: Fields): boolean {
  for (const name in item) {
    const isNumber = typeof item[name] === 'number' && Number.isFinite(item[name]);
    if (isNumber && KNOWN.get(name)?.role === 'start') return true;
  }
  const { start, end } = timesIn(item);
  return start !== undefined || end !== undefined;
}

function pairIn(item: Fields): Times {
  for (const name of PAIRS) {
    const value = item[name];
    // whisper.cpp counts milliseconds there.
    const unit = name === 'offsets' ? 1e-3 : undefined;
    const times = Array.isArray(value) ? pairOf(value, unit) : insideOf(value, unit);
    if (times.start !== undefined) return times;
  }
  return {};
}

/** `[start, end]`, or a list of such pairs, one a word; `00:01 --> 00:02`. */
function pairOf(value: readonly unknown[], unit: number | undefined): Times {
  const [first, last] = [value[0], value.at(-1)];
  if (Array.isArray(first) && Array.isArray(last))
    return { start: stampOf(first[0], unit), end: stampOf(last[1], unit) };
  return value.length > 2 ? {} : { start: stampOf(first, unit), end: stampOf(value[1], unit) };
}

function insideOf(value: unknown, unit: number | undefined): Times {
  if (typeof value === 'string') {
    const ends = value.slice(0, 80).split(/\s*(?:-{1,3}>|[-–—~]|→)\s*/);
    return ends.length === 2 ? pairOf(ends, unit) : {};
  }
  if (!isFields(value)) return {};
  const { start, end, duration } = timesIn({ ...value, timestamps: undefined, time: undefined });
  const withUnit = (stamp: Stamp | undefined): Stamp | undefined =>
    stamp && { ...stamp, unit: stamp.unit ?? unit };
  return { start: withUnit(start), end: withUnit(end), duration: withUnit(duration) };
}

function definedIn(times: Times): Times {
  return Object.fromEntries(Object.entries(times).filter(([, stamp]) => stamp !== undefined));
}

/** A length as Azure writes times: `PT1H2M3.5S` (ISO 8601). */
const ISO = /^PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?$/;
const WITH_UNIT = /^(-?\d{1,15}(?:\.\d{1,15})?)\s?(s|sec|seconds|ms)$/i;
const DATE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** A number, also as `"1.5"`, `"1.5s"`, `"00:00:01.500"`, `"PT1.5S"`, a date, or Google's `{seconds, nanos}`. */
export function stampOf(value: unknown, unit?: number): Stamp | undefined {
  if (typeof value === 'string') return stampInText(value.trim(), unit);
  if (isFields(value)) {
    const whole = finite(value['seconds']);
    const nanos = finite(value['nanos']);
    if (whole === undefined && nanos === undefined) return undefined;
    return { value: (whole ?? 0) + (nanos ?? 0) * 1e-9, unit: 1 };
  }
  const number = finite(value);
  return number === undefined ? undefined : { value: number, unit };
}

function stampInText(text: string, unit: number | undefined): Stamp | undefined {
  if (text === '' || text.length > 60) return undefined;
  const told = WITH_UNIT.exec(text);
  if (told !== null)
    return { value: Number(told[1]), unit: told[2]?.toLowerCase() === 'ms' ? 1e-3 : 1 };
  const seconds =
    isoLength(text) ?? date(text) ?? (text.includes(':') ? parseTime(text) : undefined);
  if (seconds !== undefined) return { value: seconds, unit: 1 };
  const value = finite(text);
  return value === undefined ? undefined : { value, unit };
}

function isoLength(text: string): number | undefined {
  const iso = ISO.exec(text);
  if (iso === null) return undefined;
  const [hours = 0, minutes = 0, rest = 0] = iso.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + rest;
}

/** A moment of a day, in seconds from 1970 on. */
function date(text: string): number | undefined {
  const ms = DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms / 1000;
}
