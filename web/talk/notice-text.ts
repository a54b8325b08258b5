import { warningText } from '../../src/model/warning.ts';
import { clock } from '../format.ts';
import type { Language } from '../words/current-language.ts';
import type { Words } from '../words/words.ts';
import type { Notice } from './progress.ts';

/** A notice as a sentence. */
export function noticeText(notice: Notice, words: Words['progress'], language: Language): string {
  switch (notice.type) {
    case 'warning':
      return `${warningText(notice.warning, language)}${language === 'zh' ? '。' : '.'}`;
    case 'attempt-failed':
      return words.again(notice.code, Math.ceil(notice.waitMs / 1000));
    case 'ahead-stopped':
      return words.aheadStopped(notice.code);
    case 'restore-stopped':
      return words.restoreStopped(notice.code);
    case 'repair-start':
      return words.repairing(notice.ids.length);
    case 'review-start':
      return words.reviewing(notice.lines);
    case 'files-set-aside':
      return words.setAside(notice.names.join(', '));
    default:
      return words.lostWindow(clock(notice.window.start), clock(notice.window.end));
  }
}
