import { join } from 'node:path';

import { isThere } from '../../base/is-there.ts';
import { takePicture } from '../../media/take-picture.ts';
import { INNER } from '../../store/layout.ts';

/** Where a talk's picture is taken: not of its opening title. As a ratio of its length, and in seconds at most. */
const AT = { share: 0.1, most: 120 } as const;

/** A picture of a talk's video, in its folder: taken once, when it is first wanted. `undefined` where there is none to be had. */
export async function pictureOf(
  folder: string,
  video: string,
  duration: number,
): Promise<string | undefined> {
  const path = join(folder, INNER, 'picture.jpg');
  if (await isThere(path)) return path;
  const at = Math.min(AT.most, AT.share * duration);
  return (await takePicture(video, at, path)) ? path : undefined;
}
