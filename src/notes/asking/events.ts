import type { Aside } from '../../llm/chat-model.ts';
import type { Section } from '../../model/note.ts';

/** What happens while notes are taken. */
export type NoteEvent =
  | {
      readonly type: 'outline-made';
      readonly title: string;
      /** Count of sections whose points are to be written. */
      readonly sections: number;
    }
  | { readonly type: 'section-noted'; readonly section: Section }
  | Aside;
