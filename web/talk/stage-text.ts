import { clock, count } from '../format.ts';
import type { Words } from '../words/words.ts';
import type { Step } from './events.ts';
import type { TalkProgress } from './progress.ts';

/** The steps under way, each with how far it is. */
export function stageText(progress: TalkProgress, words: Words): string {
  // Between two steps the last one is told of: the next begins at once.
  const steps = progress.steps.length > 0 ? progress.steps : progress.over.slice(-1);
  return steps
    .filter((step) => step in words.steps)
    .map((step) => {
      const far = farText(step, progress, words.progress);
      return far === '' ? words.steps[step] : words.progress.stage(words.steps[step], far);
    })
    .join(' · ');
}

function farText(step: Step, progress: TalkProgress, words: Words['progress']): string {
  const { heard, duration, bare, restored, rows, lines, sections, noted } = progress;
  switch (step) {
    case 'hear':
      return duration > 0 ? words.heardOf(clock(heard), clock(duration)) : '';
    case 'restore':
      return bare > 0 ? words.ofWords(count(restored), count(bare)) : '';
    case 'translate':
      return rows.length > 0 ? words.ofSentences(lines.size, rows.length) : '';
    case 'note':
      return sections > 0 ? words.ofSections(noted.length, sections) : '';
    default:
      return '';
  }
}
