import { AppError } from '../../base/errors.ts';
import { basicOf, webAddress, withoutCredentials } from '../web-address.ts';
import { LEADS_TO_A_PAGE } from './link-answer.ts';
import type { DirectLinkOptions } from './link-attempt.ts';
import { PartialFile } from './partial-file.ts';
import { untilWhole } from './until-whole.ts';

/**
 * Fetches an address that is known to lead to a file, whatever its server calls it. Tries again when the
 * connection is cut, and goes on where it was. Throws SOURCE_… failures, DISK_FULL, FOLDER_UNWRITABLE, or the
 * signal's reason; nothing is left at the path then.
 */
export async function fetchFile(
  input: string,
  path: string,
  options: Omit<DirectLinkOptions, 'folder'>,
): Promise<void> {
  const given = webAddress(input);
  const url = new URL(withoutCredentials(given.href));
  const part = await PartialFile.open(path);
  let isFinished = false;
  try {
    const got = await untilWhole({
      url,
      authorization: basicOf(given),
      options,
      part,
      isFile: true,
    });
    if (!got) throw new AppError('SOURCE_FAILED', { url: url.href, said: LEADS_TO_A_PAGE });
    await part.finish(path);
    isFinished = true;
  } finally {
    if (!isFinished) await part.leave();
  }
}
