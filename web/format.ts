/** Numbers as people read them. */
import { currentLanguage } from './words/current-language.ts';

/** A length as on a clock: 1:02:03 or 4:05. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** A time to wait, roughly: nobody needs the seconds of an hour. */
export function roughly(seconds: number): string {
  if (seconds < 60) return inUnits(Math.max(1, Math.round(seconds)), 'second');
  if (seconds < 5400) return inUnits(Math.round(seconds / 60), 'minute');
  return inUnits(Math.round(seconds / 360) / 10, 'hour');
}

function inUnits(number: number, unit: string): string {
  return new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(number);
}

/** US dollars; what is less than a cent is told to the first digits that count. */
export function money(dollars: number): string {
  if (dollars === 0) return '$0';
  if (dollars < 0.0005) return '< $0.001';
  return `$${dollars < 0.1 ? dollars.toPrecision(2) : dollars.toFixed(2)}`;
}

export function count(number: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(number);
}

/** Large counts, shortened: 12K, 1.2万. */
export function about(number: number): string {
  return new Intl.NumberFormat(currentLanguage(), {
    notation: 'compact',
    maximumSignificantDigits: 3,
  }).format(number);
}

export function bytes(size: number): string {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
  return new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: steps[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(size / 1000 ** step);
}

export function percent(ratio: number): string {
  // A whole that is nearly done is not done.
  const floor = Math.floor(ratio * 100) / 100;
  return new Intl.NumberFormat(currentLanguage(), { style: 'percent' }).format(floor);
}

/** A day, with its year only where that is another one. */
export function day(iso: string): string {
  const date = new Date(iso);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'short',
    day: 'numeric',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(date);
}

/** A language by its name, or its tag where that has none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([currentLanguage()], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
