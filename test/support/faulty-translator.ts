import type { ChatEvent, ChatModel, ChatRequest, ChatResult } from '../../src/llm/chat-model.ts';
import { ModelError } from '../../src/llm/failures/model-error.ts';
import { NO_USAGE } from '../../src/model/usage.ts';
import { estimateTokens } from '../../src/text/tokens.ts';
import { seededRandom } from './seeded-random.ts';

/** A line of an answer. */
type Row = { readonly id: number; readonly text: string };

/** An answer before it is written out. */
type Draft = { rows: Row[]; write: (rows: readonly Row[]) => string; finish: ChatResult['finish'] };

/** What may go wrong with an answer; `pick` gives a whole number below its argument. */
type Fault = (
  draft: Draft,
  pick: (below: number) => number,
  source: (id: number) => string,
) => void;

const asLines = (rows: readonly Row[]): string =>
  rows.map(({ id, text }) => `${id}|${text}`).join('\n');

/** The faults that change an answer's text. Three more, the failures, are in `ask`. */
const FAULTS: Readonly<Record<string, Fault>> = {
  skipped: (draft, pick) => {
    draft.rows.splice(pick(draft.rows.length), 1);
  },
  shifted: (draft, pick) => {
    if (draft.rows.length < 2) return;
    const at = pick(draft.rows.length - 1);
    const texts = draft.rows.map((row) => row.text);
    texts.splice(at, 2, `${texts[at]}${texts[at + 1]}`);
    draft.rows = texts.map((text, index) => ({ id: draft.rows[index]?.id ?? 0, text }));
  },
  echoed: (draft, pick, source) => {
    const from = pick(draft.rows.length);
    draft.rows = draft.rows.map((row, index) =>
      index >= from && index < from + 5 ? { id: row.id, text: source(row.id) } : row,
    );
  },
  fenced: (draft) => {
    draft.write = (rows) => `\`\`\`\n${asLines(rows)}\n\`\`\``;
  },
  json: (draft) => {
    draft.write = (rows) =>
      JSON.stringify(Object.fromEntries(rows.map(({ id, text }) => [id, text])), null, 1);
  },
  renumbered: (draft) => {
    draft.rows = draft.rows.map(({ text }, index) => ({ id: index + 1, text }));
  },
  truncated: (draft, pick) => {
    const { rows } = draft;
    draft.finish = 'length';
    draft.write = () => asLines(rows).slice(0, 1 + pick(asLines(rows).length));
  },
  cut: (draft, pick) => {
    const { rows } = draft;
    draft.finish = 'cut';
    draft.write = () => asLines(rows).slice(0, 1 + pick(asLines(rows).length));
  },
  duplicated: (draft, pick) => {
    const at = pick(draft.rows.length - 1);
    draft.rows = draft.rows.map((row, index) =>
      index === at + 1 ? { id: row.id, text: draft.rows[at]?.text ?? '' } : row,
    );
  },
  swapped: (draft, pick) => {
    const at = pick(draft.rows.length - 1);
    const other = (index: number): number =>
      index === at ? at + 1 : index === at + 1 ? at : index;
    if (draft.rows.length < 2) return;
    draft.rows = draft.rows.map(({ id }, index) => ({
      id,
      text: draft.rows[other(index)]?.text ?? '',
    }));
  },
  remarks: (draft, pick) => {
    const remark = ['（优化后的翻译）', '，使翻译更自然易懂。', '（注：此处为口语表达）'][pick(3)];
    const at = pick(draft.rows.length);
    draft.rows = draft.rows.map((row, index) =>
      index === at ? { id: row.id, text: `${row.text}${remark}` } : row,
    );
    draft.write = (rows) => `${asLines(rows)}\n以上是全部翻译，如需调整请告诉我。`;
  },
  preamble: (draft) => {
    draft.write = (rows) =>
      `The user wants ${rows.length} lines. Let me think about the terms.\nFirst the tone: spoken.\n\n${asLines(rows)}`;
  },
};
const FAILURES = ['busy', 'broken', 'refused'] as const;
const ALL = [...Object.keys(FAULTS), ...FAILURES];

export type FaultyOptions = {
  readonly source: (id: number) => string;
  readonly answer: (id: number) => string;
  /** The share of requests that go wrong, as a ratio. */
  readonly rate: number;
  readonly seed: number;
};

/** A translator that knows the right answers and makes the usual mistakes, the same ones for the same seed. */
export function faultyTranslator({ source, answer, rate, seed }: FaultyOptions) {
  const random = seededRandom(seed);
  const pick = (below: number): number => Math.floor(random() * Math.max(1, below));
  const asked: { readonly task: string; readonly ids: readonly number[] }[] = [];
  const written = { tokens: 0 };
  const model: ChatModel = {
    info: {
      id: 'test:faulty',
      host: 'test',
      window: 128_000,
      maxOutput: 16_000,
      family: 'o200k',
      thinking: 'off',
      size: 'large',
      concurrency: 3,
    },
    async *ask(request: ChatRequest): AsyncGenerator<ChatEvent, ChatResult> {
      request.signal?.throwIfAborted();
      const ids = idsIn(request.user);
      asked.push({ task: request.task, ids });
      const fault = random() < rate ? (ALL[pick(ALL.length)] ?? '') : '';
      const rows = ids.map((id) => ({ id, text: answer(id) }));
      const draft: Draft = { rows, write: asLines, finish: 'stop' };
      FAULTS[fault]?.(draft, pick, source);
      const text = draft.write(draft.rows);
      if (fault === 'refused') {
        throw new ModelError('MODEL_CONTENT_FILTER', { host: 'test', said: 'content filter' });
      }
      if (fault === 'busy' || fault === 'broken') {
        const seen = fault === 'broken' ? text.slice(0, pick(200)) : '';
        written.tokens += estimateTokens(seen, 'o200k');
        if (seen) yield { type: 'text-delta', text: seen };
        const code = fault === 'busy' ? 'MODEL_RATE_LIMIT' : 'MODEL_SERVER';
        yield {
          type: 'attempt-failed',
          code,
          message: 'try later',
          values: {},
          attempt: 1,
          waitMs: 0,
        };
      }
      written.tokens += estimateTokens(text, 'o200k');
      yield* streamed(text, 1 + pick(40));
      return { text, finish: draft.finish, usage: { ...NO_USAGE, requests: 1 } };
    },
  };
  return { model, asked, written };
}

/** The IDs a request asks for: the lines at its end. */
export function idsIn(user: string): number[] {
  return [...user.matchAll(/^(\d+)\|/gm)].map((match) => Number(match[1]));
}

/** A text as it streams in: in pieces of some characters, whatever the lines. */
export function* streamed(text: string, size: number): Generator<ChatEvent> {
  for (let at = 0; at < text.length; at += size) {
    yield { type: 'text-delta', text: text.slice(at, at + size) };
  }
}
