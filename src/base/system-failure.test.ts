import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { systemFailure } from './system-failure.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-system-'));
  file = join(folder, 'file');
  await writeFile(file, '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** What cannot be brought about everywhere. */
const systemError = (values: object): Error =>
  Object.assign(new Error('said by the system'), values);

describe('systemFailure', () => {
  it('says what was refused and why, in both languages', async () => {
    const failure = systemFailure(await errorOf(readdir(file)));
    expect(failure).toMatchObject({ code: 'SYSTEM_REFUSED', exit: 1 });
    expect(failure?.message).toBe(`The system refuses "${file}": part of the path is a file.`);
    expect(failure?.in('zh').message).toBe(`系统拒绝访问“${file}”：路径中有一段是文件。`);
  });

  it('speaks of what is missing', async () => {
    const failure = systemFailure(await errorOf(readdir(join(folder, 'gone'))));
    expect(failure?.message).toContain('gone": it is not there.');
  });

  it('names the path that was written, of two', async () => {
    const failure = systemFailure(await errorOf(copyFile(file, join(file, 'copy'))));
    expect(failure?.values).toMatchObject({ path: join(file, 'copy') });
  });

  it('finds it among the causes', () => {
    const cause = systemError({ code: 'EACCES', syscall: 'scandir', path: '/closed' });
    const failure = systemFailure(new Error('wrapped', { cause }));
    expect(failure?.message).toBe('The system refuses "/closed": permission denied.');
  });

  it.each(['ENOSPC', 'EDQUOT'])('says that the disk is full for %s', (code) => {
    const dest = '/disk/talk.wav';
    const copying = systemError({ code, syscall: 'copyfile', path: '/sample/talk.wav', dest });
    expect(systemFailure(copying)).toMatchObject({ code: 'DISK_FULL', values: { path: dest } });
    expect(systemFailure(systemError({ code, syscall: 'write' }))?.code).toBe('DISK_FULL');
  });

  it('leaves everything else alone', () => {
    const network = systemError({ code: 'ECONNREFUSED', syscall: 'connect' });
    const ours = systemError({ code: 'ERR_INVALID_ARG_TYPE' });
    const badFile = systemError({ code: 'EBADF', syscall: 'read' });
    for (const error of [network, ours, badFile, new TypeError('x'), 'thrown', undefined]) {
      expect(systemFailure(error)).toBeUndefined();
    }
  });
});
