import type { ChatEvent } from '../llm/chat-model.ts';
import type { Section } from '../model/note.ts';

/** What happens while notes are taken. */
export type NoteEvent =
  | {
      readonly type: 'outline-made';
      readonly title: string;
      /** Count of sections whose points are to be written. */
      readonly sections: number;
    }
  | { readonly type: 'section-noted'; readonly section: Section }
  | Extract<ChatEvent, { type: 'attempt-failed' }>;

/** Lets through what a reader of the events cares for; the text of JSON answers is not. */
export async function* visible<R>(
  asking: AsyncGenerator<ChatEvent, R>,
): AsyncGenerator<NoteEvent, R> {
  for (;;) {
    const step = await asking.next();
    if (step.done) return step.value;
    if (step.value.type === 'attempt-failed') yield step.value;
  }
}
