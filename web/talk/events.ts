/** What the server tells of a talk under way, as far as the page shows it. `talkEvents` of the server sends it. */
import type { Section } from '../../src/model/note.ts';
import type { Line } from '../../src/model/translation.ts';
import type { Warning } from '../../src/model/warning.ts';

export type Step =
  | 'fetch'
  | 'hear'
  | 'read'
  | 'restore'
  | 'context'
  | 'translate'
  | 'note'
  | 'write';

type Happening =
  | { readonly type: 'step-start' | 'step-end'; readonly step: Step }
  | {
      readonly type: 'plan-made';
      readonly title: string;
      readonly duration?: number | undefined;
      readonly language?: string | undefined;
      readonly target: string;
      readonly model?: string | undefined;
      readonly hearing?: object | undefined;
      readonly translation?: object | undefined;
      readonly note?: object | undefined;
    }
  | { readonly type: 'sound-opened'; readonly duration?: number | undefined }
  | { readonly type: 'sound-measured'; readonly duration: number }
  | {
      readonly type: 'window-heard';
      readonly window: { readonly end: number };
      readonly cues: readonly { readonly start: number; readonly text: string }[];
    }
  | {
      readonly type: 'window-lost';
      readonly window: { readonly start: number; readonly end: number };
    }
  | {
      readonly type: 'talk-read';
      readonly title: string;
      readonly language: string;
      readonly sentences: number;
      readonly duration: number;
    }
  | {
      readonly type: 'sentences-read';
      readonly sentences: readonly {
        readonly id: number;
        readonly start: number;
        readonly text: string;
        readonly speaker?: string | undefined;
      }[];
    }
  | { readonly type: 'context-found'; readonly topic: string; readonly terms: number }
  | { readonly type: 'text-restored'; readonly words: number; readonly of: number }
  | { readonly type: 'line-translated'; readonly line: Line }
  | { readonly type: 'outline-made'; readonly title: string; readonly sections: number }
  | { readonly type: 'section-noted'; readonly section: Section }
  | {
      readonly type: 'usage';
      readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
      readonly cost?: number | undefined;
    }
  | NoticeEvent
  | { readonly type: 'talk-ended'; readonly status: Ending };

/** What the reader may want to know of beside the text. */
export type NoticeEvent =
  | { readonly type: 'warning'; readonly warning: Warning }
  | { readonly type: 'attempt-failed'; readonly code: string; readonly waitMs: number }
  | { readonly type: 'ahead-stopped' | 'restore-stopped'; readonly code: string }
  | { readonly type: 'repair-start'; readonly ids: readonly number[] }
  | { readonly type: 'review-start'; readonly lines: number }
  | { readonly type: 'files-set-aside'; readonly names: readonly string[] };

export type Ending = 'done' | 'marked' | 'bare' | 'failed' | 'cancelled';

/** With the time it happened, in ISO 8601. */
export type TalkEvent = Happening & { readonly at: string };
