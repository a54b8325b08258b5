import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EngineConfig } from './protocol.ts';

/**
 * Has something loaded with a table in which tokens of a single byte (`<0xE4>`) stand as plain text (`{0xE4}`). The
 * engine (1.13.8) cleans each token by itself, and a character whose bytes are several tokens is gone
 * (k2-fsa/sherpa-onnx#3964); `fromBytes` puts it together again. The table is read while loading only, and gone after
 * that.
 */
export async function withByteTable<T>(
  config: EngineConfig,
  load: (config: EngineConfig) => Promise<T>,
): Promise<T> {
  const { tokens } = config.modelConfig;
  const table = typeof tokens === 'string' ? await readFile(tokens, 'utf8').catch(() => '') : '';
  if (!BYTE.test(table)) return await load(config);
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-tokens-'));
  try {
    const own = join(folder, 'tokens.txt');
    await writeFile(own, table.replace(new RegExp(BYTE, 'gm'), '{0x$1}'));
    return await load({ ...config, modelConfig: { ...config.modelConfig, tokens: own } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A token of one byte, at the beginning of its line. */
const BYTE = /^<0x([\dA-F]{2})>(?=[ \t]+\d+\s*$)/m;
