import type { WorkEvent } from '../../app/talks/work-result.ts';
import { AppError, type InterfaceLanguage, told } from '../../base/errors.ts';
import { languageName } from '../../model/language.ts';
import { warningText } from '../../model/warning.ts';
import { clock } from '../../text/timecode.ts';
import { MARKS } from './marks.ts';
import { type PlanOptions, planText } from './plan-text.ts';
import type { ProgressWords } from './progress-words.ts';
import { trackText } from './track-text.ts';

export type ProgressOptions = {
  readonly language: InterfaceLanguage;
  readonly level: 'quiet' | 'normal' | 'verbose';
};

/** How an event is told. */
type Telling = ProgressOptions & Pick<PlanOptions, 'columns' | 'isAgain'>;

/** What an event has to say in words; `undefined` where the live line is enough. */
export function sentenceFor(
  event: WorkEvent,
  words: ProgressWords,
  { language, level, columns, isAgain }: Telling,
): string | undefined {
  if (isOfTalk(event)) return talkSentence(event, words, { language, level });
  switch (event.type) {
    case 'warning':
      return `! ${warningText(event.warning, language)}`;
    case 'plan-made':
      return planText(event, { language, columns, isAgain });
    case 'context-found':
      return words.context_found(event.terms, event.topic);
    case 'attempt-failed':
      return `! ${words.waiting(
        Math.ceil(event.waitMs / 1000),
        new AppError(event.code, event.values).in(language).message,
      )}`;
    case 'ahead-stopped':
      return `! ${words.aheadStopped(new AppError(event.code, event.values).in(language).message)}`;
    case 'restore-stopped':
      return `! ${words.restoreStopped(new AppError(event.code, event.values).in(language).message)}`;
    case 'repair-start':
      return level === 'verbose'
        ? [words.repairingFor(event.ids.length), ...reasonsIn(event.reasons, language)].join('\n  ')
        : words.repairing(event.ids.length);
    case 'review-start':
      return words.reviewing(event.lines);
    case 'files-set-aside':
      return `! ${words.setAside(event.names.join(MARKS[language].between))}`;
    default:
      return undefined;
  }
}

/** The model is told them in English. */
function reasonsIn(reasons: readonly string[], language: InterfaceLanguage): string[] {
  return reasons.map((reason) => told(reason)[language]);
}

const OF_TALK = ['sound-opened', 'window-heard', 'window-lost', 'talk-read'] as const;
type TalkEvent = Extract<WorkEvent, { type: (typeof OF_TALK)[number] }>;

function isOfTalk(event: WorkEvent): event is TalkEvent {
  return OF_TALK.some((type) => type === event.type);
}

function talkSentence(
  event: TalkEvent,
  words: ProgressWords,
  { language, level }: ProgressOptions,
): string | undefined {
  if (event.type === 'window-heard')
    return level === 'verbose' ? unheardSentence(event, words) : undefined;
  if (event.type === 'window-lost') {
    return `! ${words.unheard(clock(event.window.start), clock(event.window.end))}`;
  }
  const length = event.duration ? clock(event.duration) : '';
  if (event.type === 'sound-opened') {
    const by = words.hearingWith(event.model, length, event.why?.[language] ?? '');
    const track = event.tracks && `! ${words.track(trackText(event.tracks, language))}`;
    return [by, track].filter(Boolean).join('\n');
  }
  const spoken = languageName(event.language, language);
  return `${event.title}${MARKS[language].colon}${words.talk(event.sentences, spoken, length)}`;
}

/** Says where there was speech and no words came of it: music, a crowd, a language the model does not know. */
function unheardSentence(
  { unheard }: Extract<WorkEvent, { type: 'window-heard' }>,
  words: ProgressWords,
): string | undefined {
  const lines = unheard.map(({ start, end }) => `! ${words.wordless(clock(start), clock(end))}`);
  return lines.length > 0 ? lines.join('\n') : undefined;
}
