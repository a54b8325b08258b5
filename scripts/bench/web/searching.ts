/** Search over a large library, asked over HTTP as the page asks. */
import { startServing, type TestServer } from '../../../test/support/serving.ts';
import { median, type Row } from '../table.ts';
import { ASKED, manySentences } from './many-sentences.ts';
import { withLibrary } from './serving.ts';

const TALKS = 1000;
const SENTENCES = 300;
const ROUNDS = 5;

export async function measureSearch(): Promise<Row[]> {
  return await withLibrary(async (folder) => {
    const server = await startServing({ folder, slots: 0 });
    try {
      await fill(server);
      const times = new Map<string, number[]>();
      for (let round = 0; round < ROUNDS; round++) {
        for (const { words } of ASKED)
          times.set(words, [...(times.get(words) ?? []), await timeOf(server, words)]);
      }
      return rowsFor(times);
    } finally {
      await server.close();
    }
  });
}

function rowsFor(times: ReadonlyMap<string, readonly number[]>): Row[] {
  const all = [...times.values()].flat().toSorted((a, b) => a - b);
  const worst = all[Math.floor(all.length * 0.95)] ?? 0;
  return [
    [
      `search in ${TALKS} talks of ${SENTENCES} sentences, ${ASKED.length} questions: median, 95 of 100`,
      `${median(all).toFixed(0)} ms, ${worst.toFixed(0)} ms`,
      '< 100 ms (median)',
    ],
    ...ASKED.map(({ words, kind }): Row => [
      `… ${kind}: ${words}`,
      `${median(times.get(words) ?? []).toFixed(0)} ms`,
      '',
    ]),
  ];
}

/** Every second talk is in Chinese. */
async function fill({ library }: TestServer): Promise<void> {
  const { talks, passages } = library.jobs;
  for (let number = 0; number < TALKS; number++) {
    const id = await talks.add({ title: `Talk ${number}`, status: 'done' });
    const language = number % 2 === 0 ? 'en' : 'zh';
    const sentences = manySentences(language, { count: SENTENCES, seed: number });
    await passages.put(
      id,
      sentences.map((text, at) => ({ kind: 'source', text, sentence: at + 1, time: at * 6 })),
    );
  }
}

async function timeOf({ origin }: TestServer, words: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${origin}/api/search?q=${encodeURIComponent(words)}`);
  const hits = Object(await answer.json());
  if (!Array.isArray(hits) || hits.length === 0) throw new Error(`nothing was found for ${words}`);
  return performance.now() - began;
}
