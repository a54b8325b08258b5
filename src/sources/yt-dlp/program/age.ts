const DAY_MS = 24 * 3600 * 1000;

/** Sites change; a release older than this fails at some of them. In days. */
export const OLD_DAYS = 90;

/** How long ago a release was published, by its name such as `2026.03.04`, in days; `NaN` where that is no date. */
export function ageInDays(version: string, nowMs: number = Date.now()): number {
  return Math.floor((nowMs - Date.parse(version.replaceAll('.', '-').slice(0, 10))) / DAY_MS);
}
