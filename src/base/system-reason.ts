import type { Bilingual } from './errors.ts';

/** What the codes of the operating system mean to a person (errno(3)). */
const REASONS: Readonly<Record<string, Bilingual>> = {
  EACCES: { en: 'permission denied', zh: '没有权限' },
  EPERM: { en: 'permission denied', zh: '没有权限' },
  EROFS: { en: 'the disk is read-only', zh: '磁盘是只读的' },
  EISDIR: { en: 'it is a folder', zh: '它是文件夹' },
  ENOTDIR: { en: 'part of the path is a file', zh: '路径中有一段是文件' },
  EEXIST: { en: 'a file of that name is in the way', zh: '已有同名文件' },
  ENAMETOOLONG: { en: 'the name is too long', zh: '名称太长' },
  ENOENT: { en: 'the folder does not exist', zh: '文件夹不存在' },
  EMFILE: { en: 'too many files are open', zh: '打开的文件太多' },
  EIO: { en: 'the disk reports an error', zh: '磁盘出错' },
  EBUSY: { en: 'another program is using it', zh: '正被其他程序占用' },
};

/** The operating system's code of an error, such as `ENOENT`; empty where there is none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Why the operating system refused, in words where its code is known. */
export function systemReason(error: unknown): Bilingual | string {
  const code = systemCode(error);
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
