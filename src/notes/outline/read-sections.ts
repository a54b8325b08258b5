import { turned } from '../../base/async.ts';
import { parseJson } from '../../base/json.ts';
import type { ChatEvent } from '../../llm/chat-model.ts';
import { OutlineAnswer } from '../asking/answers.ts';

/** Where the list of sections is closed and the summary begins. */
const CLOSED = /\]\s*,\s*"tldr"/;

/** Passes on what happens while an outline is asked for, and tells of its sections as soon as all of them are there. */
export async function* readSections<R>(
  asking: AsyncGenerator<ChatEvent, R>,
  tell: (answer: OutlineAnswer) => void | Promise<void>,
): AsyncGenerator<ChatEvent, R> {
  let [text, isTold] = ['', false];
  return yield* turned(asking, async function* (event) {
    // What a failed attempt said is void.
    text = event.type === 'text-delta' ? text + event.text : '';
    const answer = isTold ? undefined : sectionsIn(text);
    if (answer) await tell(answer);
    isTold ||= answer !== undefined;
    yield event;
  });
}

function sectionsIn(text: string): OutlineAnswer | undefined {
  const end = text.search(CLOSED);
  if (end < 0) return undefined;
  const closed = `${text.slice(text.indexOf('{'), end)}],"tldr":[]}`;
  return OutlineAnswer.safeParse(parseJson(closed)).data;
}
