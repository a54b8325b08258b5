import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MODEL_WORDS } from '../wording/model-words.ts';
import { fetchProgress } from './fetch-progress.ts';

const TOTAL = 2_740_000_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Everything a download at 10 MB a second writes that is looked at every quarter of a second. */
function written(isTTY: boolean, language: 'en' | 'zh' = 'en'): string[] {
  const texts: string[] = [];
  const output = { isTTY, columns: 100, write: (text: string) => texts.push(text) };
  const progress = fetchProgress(output, MODEL_WORDS[language]);
  for (let received = 0; received <= TOTAL; received += 2_500_000) {
    progress.show({ file: 'Talker.gguf', received, total: TOTAL });
    vi.advanceTimersByTime(250);
  }
  progress.show({ file: 'Talker.gguf', received: TOTAL, total: TOTAL });
  progress.end();
  return texts;
}

describe('fetchProgress', () => {
  it('draws over one line on a terminal, with pace and time left, and takes it away', () => {
    const texts = written(true);
    expect(texts).toContain(
      'Fetching Talker.gguf · 50 % · 1.37 GB of 2.74 GB · 10 MB/s · 2:17 left',
    );
    expect(texts.filter((text) => text.includes('\n'))).toEqual([]);
    expect(texts.at(-1)).toBe('\r\u001B[2K');
  });

  it('writes a line for each tenth elsewhere', () => {
    const lines = written(false, 'zh');
    expect(lines).toHaveLength(10);
    expect(lines[4]).toMatch(
      /^下载 Talker\.gguf · 50 % · 1\.37 GB\/2\.74 GB · 10 MB\/s · 还需 2:1[67]\n$/,
    );
    expect(lines.at(-1)).toBe('下载 Talker.gguf · 100 % · 2.74 GB/2.74 GB · 正在校验\n');
  });

  it('says once that another process fetches it', () => {
    const texts: string[] = [];
    const progress = fetchProgress({ write: (text) => texts.push(text) }, MODEL_WORDS.en);
    const at = { file: 'talker', total: 100, sharedWith: 42 };
    progress.show({ ...at, received: 5 });
    progress.show({ ...at, received: 6 });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('process 42');
  });
});
