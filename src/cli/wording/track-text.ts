import type { InterfaceLanguage } from '../../base/errors.ts';
import { trackName, type TrackChoice } from '../../media/sound-track.ts';

/** Which of several sound tracks is heard, and how to have another. */
export function trackText({ taken, all }: TrackChoice, language: InterfaceLanguage): string {
  const name = (track: TrackChoice['taken']): string => trackName(track, language);
  const others = all.filter(({ number }) => number !== taken.number).map(name);
  return language === 'zh'
    ? `${name(taken)}（共 ${all.length} 条，可用 --track 换成：${others.join('、')}）`
    : `${name(taken)} (of ${all.length}; others with --track: ${others.join(', ')})`;
}
