import type { Seconds } from '../model/time.ts';

export { clock } from '../model/time.ts';

const TIME = /^(-?)(?:(\d{1,4}):)?(\d{1,4}):(\d{1,4})(?:[.,](\d{1,9}))?$/;

/**
 * A time as subtitle files write it, in seconds; `undefined` when it is none.
 * Hours may be missing, the decimal mark may be a point or a comma, colons and commas may be
 * full-width, blanks around them are ignored. May be negative.
 */
export function parseTime(text: string): Seconds | undefined {
  const plain = text.replaceAll('：', ':').replaceAll('，', ',').replace(/\s+/g, '');
  const found = TIME.exec(plain);
  if (found === null) return undefined;
  const [, sign, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = found;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const value = whole + Number(`0.${fraction}`);
  return sign === '-' && value !== 0 ? -value : value;
}

/** `01:02:03,400` as SRT writes it. Rounded to milliseconds; nothing below zero. */
export function srtTime(seconds: Seconds): string {
  return withFraction(seconds, { digits: 3, unit: 1000, mark: ',', hourDigits: 2 });
}

/** `01:02:03.400` as WebVTT writes it. Rounded to milliseconds; nothing below zero. */
export function vttTime(seconds: Seconds): string {
  return withFraction(seconds, { digits: 3, unit: 1000, mark: '.', hourDigits: 2 });
}

/** `1:02:03.40` as ASS writes it. Rounded to hundredths; nothing below zero. */
export function assTime(seconds: Seconds): string {
  return withFraction(seconds, { digits: 2, unit: 100, mark: '.', hourDigits: 1 });
}

function withFraction(
  seconds: Seconds,
  {
    digits,
    unit,
    mark,
    hourDigits,
  }: Record<'digits' | 'unit' | 'hourDigits', number> & { mark: string },
): string {
  // Rounding the whole time first is what keeps 59.9996 from becoming 60 seconds.
  const total = Math.round(safe(seconds) * unit);
  const whole = Math.floor(total / unit);
  const hours = pad(Math.floor(whole / 3600), hourDigits);
  const minutes = pad(Math.floor(whole / 60) % 60, 2);
  return `${hours}:${minutes}:${pad(whole % 60, 2)}${mark}${pad(total % unit, digits)}`;
}

function safe(seconds: Seconds): number {
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

function pad(value: number, digits: number): string {
  // Most are two digits already, and there are many in a long talk.
  if (digits === 2 && value >= 10) return String(value);
  return String(value).padStart(digits, '0');
}
