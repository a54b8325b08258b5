import { AppError } from '../../base/errors.ts';
import { findSound } from '../../media/find-sound.ts';
import { ffmpegHere } from '../programs/ffmpeg.ts';
import { isRecording } from './is-recording.ts';
import { readInput } from './read-input.ts';

/**
 * Looks at what is in a file that came from somebody: a recording has sound, all else is a transcript. Throws
 * `UPLOAD_NO_SOUND`, and what reading a transcript throws.
 */
export async function checkUpload(path: string, name: string): Promise<void> {
  if (!(await isRecording(path))) {
    await readInput(path, {});
    return;
  }
  const { stream, duration } = await findSound(path, { ffprobe: (await ffmpegHere())?.ffprobe });
  if (stream === undefined && duration === undefined)
    throw new AppError('UPLOAD_NO_SOUND', { name });
}
