import { expect, it } from 'vitest';

import type { ModelInfo } from '../../llm/chat-model.ts';
import { answerTokens, MOST_POINTS_TOKENS, roomForSection } from './room.ts';

const info: ModelInfo = {
  id: 'test',
  host: 'test',
  window: 8192,
  maxOutput: 4096,
  family: 'qwen',
  thinking: 'off',
  size: 'medium',
  concurrency: 1,
};

it('shows a small model less of a section, and asks less of it, than its window has room for', () => {
  const small: ModelInfo = { ...info, size: 'small' };
  const [much, little] = [info, small].map((each) => answerTokens(each, MOST_POINTS_TOKENS));
  expect([much, little]).toEqual([2457, 1200]);
  expect(roomForSection(info, 'a prompt', 2457)).toBeGreaterThan(4000);
  expect(roomForSection(small, 'a prompt', 1200)).toBe(1500);
  expect(roomForSection({ ...small, window: 2048 }, 'a prompt', 614)).toBeLessThan(1000);
});
