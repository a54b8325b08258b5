import type { Seconds } from '../../model/time.ts';

/** Units as screen readers are told them, in the languages of YouTube's and Microsoft's pages. */
const UNITS: readonly (readonly [Seconds, string])[] = [
  [
    3600,
    'hours?|hrs?|stunden?|heures?|horas?|ore|ora|uur|godzin\\p{L}{0,2}|час\\p{L}{0,2}|小时|小時|時間|시간|saat|jam|giờ',
  ],
  [
    60,
    'minutes?|mins?|minuten?|minutos?|minut[oiy]|minuty?|минут\\p{L}{0,2}|分钟|分鐘|分|분|dakika|menit|phút',
  ],
  [
    1,
    'seconds?|secs?|sekunden?|secondes?|segundos?|second[oi]|seconden?|sekund\\p{L}{0,2}|секунд\\p{L}{0,2}|秒钟|秒鐘|秒|초|saniye|detik|giây',
  ],
];
const PART = UNITS.map(([, names]) => String.raw`(?:(\d{1,3})\s?(?:${names}))?`).join(
  String.raw`(?:\s?(?:,|and|und|et|y|e|и|en|ve)\s?|\s{0,3})`,
);
const SPOKEN = new RegExp(String.raw`^${PART}$`, 'iu');
/** Longer lines are speech, in characters. */
const LONGEST = 80;

/** What a page says for the ear instead of a time: `1 minute, 5 seconds`, `1分钟5秒钟`. `undefined` for any other text. */
export function spokenTime(text: string): Seconds | undefined {
  const written = text.trim();
  if (written.length > LONGEST || !/^\d/.test(written)) return undefined;
  const found = SPOKEN.exec(written);
  if (found === null) return undefined;
  return UNITS.reduce((sum, [length], at) => sum + length * Number(found[at + 1] ?? 0), 0);
}
