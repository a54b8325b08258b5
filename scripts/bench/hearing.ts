/** Measures hearing: beside the bare engine, beside whisper-cli, and together with translation and note. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { measureEngine } from './hearing/engine.ts';
import { measureLong } from './hearing/long.ts';
import { measureOverlap } from './hearing/overlap.ts';
import { measureWhisper } from './hearing/whisper.ts';
import type { Row } from './table.ts';

export async function measureHearing(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  try {
    return [
      ...(await measureEngine(folder)),
      ...(await measureWhisper(folder)),
      ...(await measureOverlap(folder)),
      ...(await measureLong(folder)),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
