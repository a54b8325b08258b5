/** A model that hands over whole answers within the process: what is left is Talkleaf without any wire. */
import type { ChatModel } from '../../src/llm/chat-model.ts';
import { linesOf, taskOf } from '../../src/llm/simulated/asked.ts';
import { NO_USAGE } from '../../src/model/usage.ts';
import type { Asked } from '../../src/testing.ts';

export function handedOver(
  answer: (asked: Asked) => string | undefined,
  info: ChatModel['info'],
): ChatModel {
  return {
    info,
    ask: async function* ({ system = '', user, schema }) {
      const lines = linesOf(user);
      const asked: Asked = {
        wire: 'openai',
        model: info.id,
        task: taskOf({ system, user, schema }),
        ids: lines.map((line) => line.id),
        lines,
        system,
        user,
        attempt: 1,
        headers: {},
        body: {},
      };
      const text = answer(asked) ?? '';
      yield { type: 'text-delta', text };
      return { text, finish: 'stop', usage: { ...NO_USAGE, requests: 1 } };
    },
  };
}
