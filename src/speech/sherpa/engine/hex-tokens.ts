import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EngineConfig } from './protocol.ts';

/**
 * Has something loaded with a table in which each token is the hexadecimal form of its bytes. Whisper's tokens are bytes, and
 * two of them may share a character; the engine (1.13.8) cleans each by itself, and the character is gone
 * (k2-fsa/sherpa-onnx#3964). ASCII comes through, and `fromHex` puts the bytes together again. The table is read while
 * loading only, and gone after that.
 */
export async function withHexTokens<T>(
  config: EngineConfig,
  load: (config: EngineConfig) => Promise<T>,
): Promise<T> {
  const { tokens } = config.modelConfig;
  if (config.modelConfig['whisper'] === undefined || typeof tokens !== 'string') {
    return await load(config);
  }
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-tokens-'));
  try {
    const table = join(folder, 'tokens.txt');
    await writeFile(table, hexTable(await readFile(tokens, 'latin1')));
    return await load({ ...config, modelConfig: { ...config.modelConfig, tokens: table } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A table of tokens in Base64, each with its number, with those tokens in hexadecimal (in Base64, as the engine wants it). */
function hexTable(table: string): string {
  return table.replace(/^(\S+)(?=[ \t]+\d+\s*$)/gm, (token) => {
    const hex = Buffer.from(token, 'base64').toString('hex');
    return Buffer.from(hex, 'latin1').toString('base64');
  });
}
