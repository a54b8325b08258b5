import { describe, expect, it } from 'vitest';

import { drain } from '../../base/async.ts';
import type { ChatEvent } from '../../llm/chat-model.ts';
import type { OutlineAnswer } from '../asking/answers.ts';
import { readSections } from './read-sections.ts';

const SECTION = '{"title":"数据 ], \\"tldr\\" 怎么排","from":1,"to":9,"skip":false}';
const WHOLE = `{"title":"题目","sections":[${SECTION}],"tldr":[{"t":"话","c":[1]}]}`;
const VOID: ChatEvent = {
  type: 'attempt-failed',
  code: 'MODEL_SERVER',
  message: '',
  values: {},
  attempt: 1,
  waitMs: 0,
};

/** What is told of an answer that comes in such pieces, and after how many of them. */
async function told(pieces: readonly (string | ChatEvent)[]) {
  const tellings: { answer: OutlineAnswer; after: number }[] = [];
  let given = 0;
  async function* answer(): AsyncGenerator<ChatEvent, string> {
    for (const piece of pieces) {
      given += 1;
      yield typeof piece === 'string' ? { type: 'text-delta', text: piece } : piece;
    }
    return 'result';
  }
  const events: ChatEvent[] = [];
  const tell = (found: OutlineAnswer): void => void tellings.push({ answer: found, after: given });
  const result = await drain(readSections(answer(), tell), (event) => events.push(event));
  expect(result).toBe('result');
  expect(events).toHaveLength(pieces.length);
  return tellings;
}

describe('readSections', () => {
  it('tells of the sections once, when their list is closed', async () => {
    const tellings = await told(Array.from(WHOLE));
    expect(tellings).toHaveLength(1);
    expect(tellings[0]?.answer).toEqual({
      title: '题目',
      sections: [{ title: '数据 ], "tldr" 怎么排', from: 1, to: 9, skip: false }],
      tldr: [],
    });
    expect(tellings[0]?.after).toBe(WHOLE.lastIndexOf('"tldr"') + '"tldr"'.length);
  });

  it('reads them behind a fence and line breaks', async () => {
    const pretty = `\`\`\`json\n${JSON.stringify(JSON.parse(WHOLE), undefined, 2)}\n\`\`\``;
    expect(await told([pretty])).toHaveLength(1);
  });

  it('forgets what a failed attempt said', async () => {
    const half = WHOLE.slice(0, 40);
    expect(await told([half, VOID, WHOLE.slice(40)])).toEqual([]);
    expect(await told([half, VOID, WHOLE])).toHaveLength(1);
  });

  it.each([
    ['no list', '{"title":"题目"}'],
    ['an empty list', '{"title":"题目","sections":[],"tldr":[]}'],
    ['other order', `{"tldr":[],"title":"题目","sections":[${SECTION}]}`],
    ['no JSON', 'I would rather not: "sections" [1], "tldr"'],
  ])('tells nothing of an answer with %s', async (_what, text) => {
    expect(await told([text])).toEqual([]);
  });
});
