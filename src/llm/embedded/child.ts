/**
 * The engine's own process: what ends it, a damaged file or too little memory, costs one request and not the run. Writes one
 * answer at a time, keeps the model it has loaded, ends when its parent does.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Reply, Request, Task } from './protocol.ts';
import { type Engine, MemoryShort, PromptTooLong, Writer } from './writer.ts';

const [, , folder = ''] = process.argv;
/** Written now, in order; each can be broken off. */
const running = new Map<number, AbortController>();
let last: Promise<void> = Promise.resolve();
let loaded:
  | { readonly file: string; readonly gpu: Task['gpu']; readonly writer: Writer }
  | undefined;

takeTheBlame();
process.on('message', (request: Request) => {
  if (request.type === 'abort') {
    running.get(request.id)?.abort();
    return;
  }
  const { id, task } = request;
  running.set(id, new AbortController());
  last = last.then(() => answer(id, task));
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the parent decides when this process ends.
process.on('SIGINT', () => undefined);

async function answer(id: number, task: Task): Promise<void> {
  const { signal } = running.get(id) ?? new AbortController();
  try {
    signal.throwIfAborted();
    const writer = await writerFor(task, id, signal);
    const value = await writer.write(task, {
      signal,
      onText: (text) => void tell({ type: 'text', id, text }),
    });
    await tell({ type: 'done', id, value });
  } catch (error) {
    await tell(refusal(id, error));
  } finally {
    running.delete(id);
  }
}

/** The model that is loaded, or this one in its place. */
async function writerFor({ file, gpu }: Task, id: number, signal: AbortSignal): Promise<Writer> {
  if (loaded?.file === file && loaded.gpu === gpu) return loaded.writer;
  await loaded?.writer.release();
  loaded = undefined;
  let told = -1;
  const writer = await Writer.load(
    await engine(),
    { file, gpu },
    {
      signal,
      onShare: (share) => {
        if (share - told < 0.05 && share < 1) return;
        told = share;
        void tell({ type: 'loading', id, share });
      },
    },
  );
  loaded = { file, gpu, writer };
  return writer;
}

async function engine(): Promise<Engine> {
  const entry = join(folder, 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
  try {
    // Found at run time, so no compiler sees what it is.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (await import(pathToFileURL(entry).href)) as Engine;
  } catch (error) {
    throw new EngineBroken(error instanceof Error ? error.message : String(error));
  }
}

/** The engine itself is not whole. */
class EngineBroken extends Error {}

function refusal(id: number, error: unknown): Reply {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof PromptTooLong) {
    const { tokens, context } = error;
    return { type: 'refused', id, why: 'context', said, tokens, context };
  }
  if (error instanceof EngineBroken) return { type: 'refused', id, why: 'engine', said };
  const isMemory =
    error instanceof MemoryShort || /memory|VRAM|failed to create context/i.test(said);
  if (isMemory) return { type: 'refused', id, why: 'memory', said };
  return { type: 'refused', id, why: loaded === undefined ? 'damaged' : 'other', said };
}

/** Where memory runs out, Linux ends the process that is marked so, and not the one that holds the talk. */
function takeTheBlame(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '500');
  } catch {
    // Other systems have no such file.
  }
}

/** Resolves when the message is on its way, so that a process that dies after it has said it. */
function tell(reply: Reply): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(reply, () => resolve());
  });
}
