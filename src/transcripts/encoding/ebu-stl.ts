import { AppError } from '../../base/errors.ts';

/** The broadcasters' binary form begins with a code page, its name and its frames a second (EBU Tech 3264). */
const HEAD = /^\d{3}STL\d{2}\.\d{2}/;

/** Throws SUBTITLES_UNREAD for EBU STL, which to `decode` is a file that is not text. */
export function refuseEbuStl(bytes: Uint8Array, path: string): void {
  if (!HEAD.test(String.fromCharCode(...bytes.subarray(0, 16)))) return;
  throw new AppError('SUBTITLES_UNREAD', { path, line: 'EBU STL' });
}
