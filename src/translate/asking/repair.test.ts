import { afterEach, describe, expect, it } from 'vitest';

import { PARALLEL, talkOf } from '../../../test/support/parallel.ts';
import { drain } from '../../base/async.ts';
import { volatileMemory } from '../../base/memory.ts';
import { createChatModel } from '../../llm/create-model.ts';
import type { Clock } from '../../llm/pacing/clock.ts';
import {
  type Asked,
  type Fault,
  type SimulatedProvider,
  startSimulatedProvider,
} from '../../llm/simulated/server.ts';
import type { Line } from '../../model/translation.ts';
import { translate } from '../translate.ts';

const pairs = PARALLEL.slice(0, 12);
/** The line that no batch gets an answer to. */
const HARD = 7;

/** Pauses between attempts are not waited for. */
const clock: Clock = {
  now: () => performance.now(),
  sleep: async () => undefined,
  random: () => 0,
};

let server: SimulatedProvider | undefined;
afterEach(() => server?.close());

/** The last request for a line, which goes without the system text. */
const isAlone = ({ ids, system }: Asked): boolean => ids[0] === HARD && system === '';

/** Translates a talk of which one line must be asked alone; `faultOf` says what goes wrong with that, by its time from 1. */
async function lineAskedAlone(
  faultOf: (time: number) => Fault | undefined,
): Promise<{ line: Line | undefined; times: number }> {
  let times = 0;
  server = await startSimulatedProvider({
    answer: (asked) => {
      const open = isAlone(asked) ? asked.ids : asked.ids.filter((id) => id !== HARD);
      return open.map((id) => `${id}|${pairs[id - 1]?.zh}`).join('\n');
    },
    fault: (asked) => {
      if (!isAlone(asked)) return undefined;
      times += 1;
      return faultOf(times);
    },
  });
  const model = createChatModel({
    provider: 'local',
    model: 'qwen',
    baseUrl: `${server.url}/v1`,
    window: 32_768,
    patience: { firstByteMs: 400, idleMs: 400 },
    clock,
  });
  const context = { topic: '', terms: [], speakers: [], style: '' };
  const lines = await drain(
    translate(talkOf(pairs.map(({ en }) => en)), {
      model,
      brief: { from: 'en', to: 'zh', context },
      memory: volatileMemory(),
    }),
  );
  return { line: lines[HARD - 1], times };
}

describe('a line that is asked alone', () => {
  it.each<[string, Fault]>([
    ['the answer stalls', { breakAt: 0.5, break: 'stall' }],
    ['nothing comes', { instead: 'hang' }],
    ['the connection breaks', { breakAt: 0.5, break: 'reset' }],
    ['the answer ends too soon', { breakAt: 0.5, break: 'end' }],
    ['the answer has no end', { finish: null }],
    ['the answer is empty', { content: 'null' }],
  ])('is asked again when once %s', async (_, fault) => {
    const { line } = await lineAskedAlone((time) => (time === 1 ? fault : undefined));
    expect(line).toMatchObject({ status: 'repaired', text: pairs[HARD - 1]?.zh });
  });

  it('is given up when its answer stalls again and again', async () => {
    const { line, times } = await lineAskedAlone(() => ({ breakAt: 0.5, break: 'stall' }));
    expect(line).toMatchObject({ status: 'untranslated', flags: ['missing'] });
    expect(times).toBe(3);
  });
});
