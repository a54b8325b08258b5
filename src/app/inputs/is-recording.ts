import { type FileHandle, open } from 'node:fs/promises';

import { isMedia } from './media-names.ts';
import { isPipe } from './read-input.ts';
import { isTranscript } from './transcript-names.ts';

/** Recordings have zero bytes in their first few hundred bytes; text has none, but in encodings rarely used. */
const BEGINNING_BYTES = 4096;

/**
 * Whether an input is to be heard and not read: by its name, and where that says nothing, by what is in it. Of other
 * files than recordings no length is known.
 */
export async function isRecording(path: string, signal?: AbortSignal): Promise<boolean> {
  if (isMedia(path)) return true;
  if (path === '-' || isTranscript(path) || (await isPipe(path))) return false;
  if (!(await isBinary(path))) return false;
  // Most inputs say what they are by their names.
  const [{ ffmpegHere }, { findSound }] = await Promise.all([
    import('../programs/ffmpeg.ts'),
    import('../../media/find-sound.ts'),
  ]);
  const here = await ffmpegHere(signal);
  const { duration } = await findSound(path, { ffprobe: here?.ffprobe, signal });
  return duration !== undefined;
}

/** False also for what cannot be opened: reading it says why. */
async function isBinary(path: string): Promise<boolean> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES));
    return buffer.subarray(0, bytesRead).includes(0);
  } catch {
    return false;
  } finally {
    await file?.close();
  }
}
