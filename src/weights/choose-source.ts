import { setTimeout as sleep } from 'node:timers/promises';

import { ReasonError } from '../base/reason-error.ts';
import type { Send } from '../network/network.ts';
import { follow, type WantedFile } from './fetch-file.ts';
import type { ModelEntry } from './model-entry.ts';
import { filesAt } from './model-listing.ts';
import { fileAddress, type ModelSource } from './model-source.ts';

/** What a model consists of, and where it is asked for, in this order. */
export type Choice = {
  readonly files: readonly WantedFile[];
  readonly sources: readonly ModelSource[];
};

export type ChooseOptions = {
  /** In the order they are asked where nothing else decides; at least one. */
  readonly sources: readonly ModelSource[];
  /** The one that answered first the last time: it is asked before the others. */
  readonly remembered?: ModelSource | undefined;
  readonly send: Send;
  readonly signal?: AbortSignal | undefined;
};

/** A source that answered well before is waited for so long before the others are asked too, in milliseconds. */
const HEAD_START_MS = 2000;
/** Longest wait for a source's first piece, in milliseconds. */
const PIECE_MS = 30_000;
/** How much of a file tells whether a source really sends it: a source may list what its storage does not give, in bytes. */
const PIECE = 65_536;

/**
 * Asks all sources at once what a model consists of and for the first piece of its largest file, and puts the one that has
 * answered first before the others. Throws an `AggregateError` of a reason for each source, in their order, where none does.
 */
export async function chooseSource(model: ModelEntry, options: ChooseOptions): Promise<Choice> {
  const { sources, remembered, signal } = options;
  const decided = new AbortController();
  const limit = signal ? AbortSignal.any([signal, decided.signal]) : decided.signal;
  const ask = async (source: ModelSource): Promise<Choice> => {
    const files = await answerOf(source, model, { ...options, signal: limit });
    decided.abort();
    return { files, sources: [source, ...sources.filter((other) => other !== source)] };
  };
  const before = remembered && ask(remembered);
  const all = sources.map(async (source) => {
    if (before === undefined) return await ask(source);
    if (source === remembered) return await before;
    const later = sleep(HEAD_START_MS, undefined, { signal: limit });
    await Promise.race([before, later]).catch(() => undefined);
    limit.throwIfAborted();
    return await ask(source);
  });
  try {
    return await Promise.any(all);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

async function answerOf(
  source: ModelSource,
  model: ModelEntry,
  options: Pick<ChooseOptions, 'send' | 'signal'>,
): Promise<readonly WantedFile[]> {
  const listing = filesAt(source, model, options);
  // What is known beforehand can also come from where nothing is listed.
  const listed = await (model.files ? listing.catch(() => undefined) : listing);
  const files = model.files ?? listed ?? [];
  if (listed && !files.every((file) => listed.some((each) => isSame(file, each))))
    throw new ReasonError('it has another version of the model', '它那里的是另一个版本');
  const [largest] = files.toSorted((a, b) => b.bytes - a.bytes);
  if (largest) await readPiece(fileAddress(source, model, largest.name), largest.bytes, options);
  return files;
}

/** Whether a listed file is the wanted one, as far as the listing tells: that of ModelScope knows no Git names. */
function isSame(wanted: WantedFile, listed: WantedFile): boolean {
  return (
    wanted.name === listed.name &&
    wanted.bytes === listed.bytes &&
    (wanted.sha256 === undefined ||
      listed.sha256 === undefined ||
      wanted.sha256.toLowerCase() === listed.sha256.toLowerCase())
  );
}

/** Reads the beginning of a file and lets go. Throws a plain error that says why it does not come. */
async function readPiece(
  url: string,
  bytes: number,
  { send, signal }: Pick<ChooseOptions, 'send' | 'signal'>,
): Promise<void> {
  const late = AbortSignal.timeout(PIECE_MS);
  const { ok, status, body } = await follow(url, send, {
    headers: { 'accept-encoding': 'identity', range: `bytes=0-${PIECE - 1}` },
    signal: signal ? AbortSignal.any([signal, late]) : late,
  });
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader();
  try {
    if (!ok || !reader)
      throw new ReasonError(`it answered with status ${status}`, `返回状态 ${status}`);
    for (let received = 0; received < Math.min(PIECE, bytes);) {
      const { done, value } = await reader.read();
      if (done) throw new ReasonError('it broke off', '中途断开');
      received += value.length;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}
