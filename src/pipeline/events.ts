import type { FailureCode, FailureValues } from '../base/errors.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Warning } from '../model/warning.ts';
import type { NoteEvent } from '../notes/take-notes.ts';
import type { RestoreEvent } from '../restore/restore.ts';
import type { TranslateEvent } from '../translate/asking/events.ts';

/** A step of the work on one talk. */
export type Step =
  | 'fetch'
  | 'hear'
  | 'read'
  | 'restore'
  | 'context'
  | 'translate'
  | 'note'
  | 'write';

/** What happens while a talk is worked on, in order. Names are noun-verb. */
export type TalkEvent =
  | { readonly type: 'step-start'; readonly step: Step }
  | { readonly type: 'step-end'; readonly step: Step }
  | {
      readonly type: 'talk-read';
      readonly title: string;
      readonly language: string;
      /** Count of sentences. */
      readonly sentences: number;
      /** Length of the talk, in seconds; 0 when it came without times. */
      readonly duration: number;
    }
  /** What the talk is read as, before any of it is translated; once more when its marks were put right. */
  | {
      readonly type: 'sentences-read';
      readonly sentences: readonly Pick<Sentence, 'id' | 'start' | 'text' | 'speaker'>[];
    }
  | {
      readonly type: 'context-found';
      readonly topic: string;
      /** Count of terms to be used everywhere. */
      readonly terms: number;
    }
  | { readonly type: 'warning'; readonly warning: Warning }
  /** The model could not be used while the talk was being heard; the hearing goes on. */
  | {
      readonly type: 'ahead-stopped';
      readonly code: FailureCode;
      /** What fills the places of the failure's wording. */
      readonly values: FailureValues;
    }
  /** The installed punctuation model could not be used; the talk goes on without it. */
  | {
      readonly type: 'restore-stopped';
      readonly code: FailureCode;
      /** What fills the places of the failure's wording. */
      readonly values: FailureValues;
    }
  | RestoreEvent
  | TranslateEvent
  | NoteEvent;
