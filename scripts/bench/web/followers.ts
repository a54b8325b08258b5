/** Many who follow one talk while it is made: whether each hears of everything, and how long it takes. */
import { get, type IncomingMessage } from 'node:http';

import { z } from 'zod';

import { parseJson } from '../../../src/base/json.ts';
import { startSimulatedProvider } from '../../../src/testing.ts';
import { goodAnswers } from '../../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../../test/support/long-talk.ts';
import type { Row } from '../table.ts';
import { serveLibrary, withLibrary } from './serving.ts';

const CLIENTS = 200;
const Talk = z.object({ id: z.string() });

/** What one of them heard. */
type Heard = {
  /** Numbers of the events, in the order they came. */
  readonly numbers: readonly number[];
  /** When the last one came, in milliseconds. */
  readonly endedMs: number;
};

export async function measureFollowers(): Promise<Row[]> {
  const pairs = lecturePairs();
  const provider = await startSimulatedProvider({ answer: goodAnswers(pairs) });
  try {
    return await withLibrary(async (folder) => {
      const served = await serveLibrary(folder, {
        TALKLEAF_MODEL: 'local:gpt-4.1-mini',
        TALKLEAF_BASE_URL: `${provider.url}/v1`,
        TALKLEAF_WINDOW: '1000000',
      });
      try {
        const began = performance.now();
        const id = await handIn(served.origin, talkOf(1, pairs));
        const events = `${served.origin}/api/talks/${id}/events`;
        const heard = await Promise.all(Array.from({ length: CLIENTS }, () => follow(events)));
        return rowsFor(heard, began);
      } finally {
        await served.close();
      }
    });
  } finally {
    await provider.close();
  }
}

function rowsFor(heard: readonly Heard[], began: number): Row[] {
  const most = Math.max(...heard.map(({ numbers }) => numbers.length));
  const whole = heard.filter(
    ({ numbers }) => numbers.length === most && numbers.every((each, at) => each === at + 1),
  );
  const ends = heard.map(({ endedMs }) => endedMs);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  return [
    [
      `an hour's talk made while ${CLIENTS} follow: those who heard of all ${most} events, in order`,
      `${whole.length} of ${CLIENTS}`,
      'all',
    ],
    [
      '… from handing in until the first, the last of them has everything',
      `${((first - began) / 1000).toFixed(2)} s, ${((last - began) / 1000).toFixed(2)} s`,
      '',
    ],
  ];
}

async function handIn(origin: string, text: string): Promise<string> {
  const answer = await fetch(`${origin}/api/talks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input: { text, name: 'An hour' }, wishes: { to: 'zh' } }),
  });
  return Talk.parse(await answer.json()).id;
}

/** Follows a talk to its end, on a line of its own. */
async function follow(url: string): Promise<Heard> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false }, resolve).on('error', reject);
  });
  const numbers: number[] = [];
  let rest = '';
  for await (const piece of answer.setEncoding('utf8')) {
    const parts = (rest + String(piece)).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const [, number, data = ''] = /^id: (\d+)\ndata: (.*)$/s.exec(part) ?? [];
      if (number === undefined) continue;
      numbers.push(Number(number));
      if (data.includes('"talk-ended"') && Object(parseJson(data)).type === 'talk-ended') {
        answer.destroy();
        return { numbers, endedMs: performance.now() };
      }
    }
  }
  return { numbers, endedMs: performance.now() };
}
