import { eachLine } from '../../text/each-line.ts';
import { clock, parseTime } from '../../text/timecode.ts';
import { isSpeakerName } from '../speakers/speaker-names.ts';
import { spokenTime } from '../times/spoken-time.ts';

const CLOCK = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?`;
const ALONE = new RegExp(String.raw`^\s{0,9}[[(]?${CLOCK}[\])]?\s{0,9}$`);
const ENDS_IN_CLOCK = new RegExp(String.raw`(?:^|\s)[[(]?(${CLOCK})[\])]?\s{0,9}$`);
/** A time in words has a digit and one of its units; most texts have none. */
const SPOKEN =
  /\d\s?(?:hour|min|sec|stund|heure|hora|ore|uur|час|мин|сек|小时|小時|時間|시간|分|분|秒|초|saat|dakika|saniye|jam|menit|detik|giờ|phút|giây)/iu;
/** Small words that family names begin with. */
const PARTICLES =
  /^(?:(?:van|von|vom|zu|zum|de|der|den|di|da|do|dos|del|della|la|le|du|des|bin|ben|al|el|ter|ten|af|av) ){1,3}|^(?:al|el|d['’])-?(?=\p{Lu})/iu;
/** Longer lines are no heads, in characters. */
const LONGEST_HEAD = 120;
/** Names stand above the times throughout, and have words below. */
const REGULAR_SHARE = 0.9;

/** The lines of a text that are not blank; a name in the line above its time, or above the same in words, stands in one line with it. */
export function withHeads(text: string): string[] {
  const written: string[] = [];
  for (const line of eachLine(text)) if (line.trim() !== '') written.push(line);
  const lines = SPOKEN.test(text) ? withClocks(written) : written;
  const heads = headsIn(lines);
  if (heads === undefined) return lines;
  return lines.flatMap((line, at) => {
    if (heads.has(at)) return [];
    return [heads.has(at + 1) ? `${line.trim()} ${(lines[at + 1] ?? '').trim()}` : line];
  });
}

/** Times in words become clock times; those that say a clock time again are left out. */
function withClocks(lines: readonly string[]): string[] {
  return lines.flatMap((line, at) => {
    if (line.length > LONGEST_HEAD || !SPOKEN.test(line)) return [line];
    const digit = line.search(/\d/);
    const seconds = spokenTime(line.slice(digit));
    if (seconds === undefined) return [line];
    const said = clock(seconds);
    const name = line.slice(0, digit).trim();
    if (name !== '') return isFullName(name) ? [`${name} ${said}`] : [line];
    const isBeside = [lines[at - 1], lines[at + 1]].some((each) => hasTime(each ?? '', seconds));
    const isBelowName = at > 0 && isFullName((lines[at - 1] ?? '').trim());
    if (isBeside) return [];
    return [isBelowName ? said : line];
  });
}

/** Whether a line ends in the time that stands beside it in words, which may be rounded. */
function hasTime(line: string, seconds: number): boolean {
  const time = parseTime(ENDS_IN_CLOCK.exec(line.slice(0, LONGEST_HEAD))?.[1] ?? '');
  return time !== undefined && Math.abs(time - seconds) <= 1;
}

/** Where the times alone on their lines stand, if each has a name above it that comes again and words below. */
function headsIn(lines: readonly string[]): ReadonlySet<number> | undefined {
  const times = new Set<number>();
  for (const [at, line] of lines.entries()) if (ALONE.test(line.slice(0, 60))) times.add(at);
  const heads = [...times].filter((at) => isName(lines[at - 1]) && !times.has(at - 1));
  const spoken = heads.filter((at) => !times.has(at + 2) && at + 1 < lines.length).length;
  if (times.size < 2 || Math.min(heads.length, spoken) < times.size * REGULAR_SHARE)
    return undefined;
  const names = new Set(heads.map((at) => lines[at - 1]?.trim()));
  return names.size <= (heads.length * 2) / 3 ? new Set(heads) : undefined;
}

function isName(line: string | undefined): boolean {
  return line !== undefined && isFullName(line.trim());
}

/** Whether a text may be what a speaker is called; also with the family's name first, and with a small word before it. */
export function isFullName(name: string): boolean {
  const parts = name.replace(PARTICLES, '').split(', ');
  return isSpeakerName(parts.length === 2 ? parts.join(' ') : parts.join(', '));
}
