import process from 'node:process';

import type { CliIO } from './io.ts';

/** Whether a person can be asked: they type, and see what is said. */
export function canAsk({ isInputTTY = false, stderr }: CliIO): boolean {
  return isInputTTY && stderr.isTTY === true;
}

/** Asks a question that is answered with yes or no; nothing typed means yes. Throws the signal's reason. */
export async function askYes(question: string, { stderr, signal }: CliIO): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin });
  // Where the input ends instead, nobody said yes.
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('n')));
  stderr.write(question);
  try {
    const answer = await Promise.race([lines.question('', { signal }), ended]);
    return /^(?:y|yes|是|好|)$/i.test(answer.trim());
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    lines.close();
  }
}
