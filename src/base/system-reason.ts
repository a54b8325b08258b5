import type { Bilingual } from './errors.ts';
import { ReasonError } from './reason-error.ts';

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

/** Whether no space is left, on the disk or of what this user may take up of it. */
export function isFullDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(systemCode(error));
}

/** Whether the reason is one of those there are words for. */
export function isKnownReason(error: unknown): boolean {
  return systemCode(error) in REASONS;
}

/** Why the operating system refused, in words where its code is known. */
export function systemReason(error: unknown): Bilingual | string {
  const code = systemCode(error);
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** What the codes of Node's network mean; in English its own messages say enough. */
const NETWORK_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: '对方拒绝连接',
  ECONNRESET: '连接被对方断开',
  ECONNABORTED: '连接中断',
  EPIPE: '连接中断',
  ERR_STREAM_PREMATURE_CLOSE: '连接中断',
  ETIMEDOUT: '连接超时',
  EHOSTUNREACH: '网络不通',
  ENETUNREACH: '网络不通',
  ENOTFOUND: '找不到这个域名',
  EAI_AGAIN: '域名解析失败',
  CERT_HAS_EXPIRED: '证书已过期',
  DEPTH_ZERO_SELF_SIGNED_CERT: '证书不受信任',
  SELF_SIGNED_CERT_IN_CHAIN: '证书不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '证书不受信任',
  ERR_TLS_CERT_ALTNAME_INVALID: '证书与域名不符',
};

/** Why something did not come over the network; the innermost cause names the trouble. */
export function networkReason(error: unknown): Bilingual | string {
  const cause = innermost(error);
  if (cause instanceof ReasonError) return cause.reason;
  const code = systemCode(cause);
  const en = (cause instanceof Error ? cause.message || code : '') || String(cause);
  if (cause instanceof Error && cause.name === 'TimeoutError') return { en, zh: '等待超时' };
  const zh = NETWORK_REASONS[code];
  return zh === undefined ? en : { en, zh: `${zh}（${code}）` };
}

function innermost(error: unknown): unknown {
  let at = error;
  while (at instanceof Error && at.cause !== undefined) at = at.cause;
  return at instanceof AggregateError && at.errors.length > 0 ? innermost(at.errors[0]) : at;
}
