import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { filterFlags } from './filter-flags.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-filter-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that says nothing but its version; POSIX only, as it is a script. */
async function ffmpegOf(version: string): Promise<string> {
  const program = join(folder, version);
  await writeFile(program, `#!/bin/sh\necho "ffmpeg version ${version} Copyright (c) 2000-2026"\n`);
  await chmod(program, 0o755);
  return program;
}

describe('filterFlags', () => {
  it('gives a short filter as it is, which every version takes', async () => {
    expect(await filterFlags('null', folder, {})).toEqual(['-filter_complex', 'null']);
  });

  it.each([
    ['4.4.2-0ubuntu0.22.04.1', '-filter_complex_script'],
    ['5.1.6-0+deb12u1', '-filter_complex_script'],
    ['n6.1', '-filter_complex_script'],
    ['7.0.2-static', '-/filter_complex'],
    ['n9.0.1-full_build', '-/filter_complex'],
    ['N-125551-g1234567', '-/filter_complex'],
  ])('has version %s read a long one with %s', async (version, flag) => {
    const long = 'null,'.repeat(5000);
    const flags = await filterFlags(long, folder, { program: await ffmpegOf(version) });
    expect(flags).toEqual([flag, join(folder, 'filter')]);
    expect(await readFile(join(folder, 'filter'), 'utf8')).toBe(long);
  });
});
