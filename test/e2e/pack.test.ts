/** What `npm pack` makes of a clone in which nothing has been built yet. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';

const Packed = z.tuple([z.object({ files: z.array(z.object({ path: z.string() })) })]);
/** What stands in a checkout, but not in a clone. */
const MADE = new Set(
  ['.git', 'node_modules', 'dist', 'build', 'coverage'].map((at) => resolve(at)),
);

let clone: string;
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'talkleaf-pack-'));
  await cp(resolve('.'), clone, { recursive: true, filter: (path) => !MADE.has(path) });
  await symlink(resolve('node_modules'), join(clone, 'node_modules'));
});
afterAll(() => rm(clone, { recursive: true, force: true }));

it('builds first, and packs the command, the library and their files, no more', async () => {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json'], { cwd: clone });
  const [{ files }] = Packed.parse(parseJson(stdout));
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/cli/bin.js',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/testing.d.ts',
      'dist/speech/sherpa/engine/child.js',
      'dist/page/note.js',
      'dist/page/note.css',
      'dist/web/index.html',
      'dist/jobs/seed.tar.gz',
      'dist/licences/tus-server.txt',
      'models/silero-vad/silero_vad_16k_op15.onnx',
      'sample/talk.wav',
      'LICENSE',
      'README.md',
    ]),
  );
  const wanted =
    /^(?:dist\/.+(?:\.js|\.d\.ts|\.css)|dist\/(?:web|licences)\/.+|dist\/jobs\/seed\.tar\.gz|models\/.+|engine\/package-lock\.json|sample\/.+|LICENSE|README.*\.md|package\.json)$/;
  expect(paths.filter((path) => !wanted.test(path) || path.includes('.test.'))).toEqual([]);
});
