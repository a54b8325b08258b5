import process from 'node:process';
import type { Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';

import type { CliIO } from './io.ts';

/** Whether a person can be asked: they type, and see what is said. */
export function canAsk({ isInputTTY = false, stderr }: CliIO): boolean {
  return isInputTTY && stderr.isTTY === true;
}

type Terminal = Pick<CliIO, 'stderr' | 'signal'>;

/** Asks a question that is answered with yes or no; nothing typed means yes. Throws the signal's reason. */
export async function askYes(question: string, terminal: Terminal): Promise<boolean> {
  // Where the input ends instead, nobody said yes.
  const answer = (await askLine(question, terminal)) ?? 'n';
  return /^(?:y|yes|是|好|)$/i.test(answer.trim());
}

/** Asks for one line; `undefined` where the input ends instead. Throws the signal's reason. */
export async function askLine(
  question: string,
  { stderr, signal }: Terminal,
): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises');
  stderr.write(question);
  return await lineOf(createInterface({ input: process.stdin }), signal);
}

/** The same for what is not shown while it is typed. */
export async function askHidden(
  question: string,
  { stderr, signal }: Terminal,
): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  // The terminal gives each key by itself then, Ctrl-C among them, and sends no signal for it.
  lines.on('SIGINT', () => process.emit('SIGINT', 'SIGINT'));
  stderr.write(question);
  try {
    return await lineOf(lines, signal);
  } finally {
    stderr.write('\n');
  }
}

async function lineOf(lines: Interface, signal: AbortSignal): Promise<string | undefined> {
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    return await Promise.race([lines.question('', { signal }), ended]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    lines.close();
  }
}
