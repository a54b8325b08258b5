import type { Seconds } from '../model/time.ts';
import { type Media, pathOf } from './media.ts';
import { probeSound, type ProbeOptions, type StatedLength } from './probe-sound.ts';
import { programMissing } from './program/program-missing.ts';
import { chooseTrack, type SoundTrack, type TrackChoice, type TrackWish } from './sound-track.ts';
import { lookAtWav, wavDuration } from './wav.ts';

/** The sound of a file that is heard, before it is opened. */
export type FoundSound = {
  /** Length of the file by its own account, in seconds, or `undefined` when that is not cheap to know. */
  readonly duration?: Seconds | undefined;
  /** Index of its stream in the file; absent where nothing is known. */
  readonly stream?: number | undefined;
  /** How long it should be; absent where no header says so. */
  readonly stated?: StatedLength | undefined;
  /** Which track was taken, where there are several. */
  readonly tracks?: TrackChoice | undefined;
};

export type FindSoundOptions = TrackWish &
  Pick<ProbeOptions, 'signal'> & {
    /** ffprobe's name on the path, or its file. @default 'ffprobe' */
    readonly ffprobe?: string | undefined;
  };

/** The one sound of a WAV file. */
const ONLY: SoundTrack = { number: 1, index: 0, isDefault: true };

/**
 * Finds the sound of a media file that is to be heard. Of what cannot be read nothing is found: opening it says why. Throws
 * `TRACK_UNKNOWN`, and `PROGRAM_MISSING` when a track is asked for that only ffprobe could find.
 */
export async function findSound(media: Media, options: FindSoundOptions = {}): Promise<FoundSound> {
  options.signal?.throwIfAborted();
  const { sound: wav, length } = await lookAtWav(media, options.signal);
  const stated = length === undefined ? undefined : { length, isOwn: true };
  if (!wav) return { ...(await probedSound(media, options)), ...(stated && { stated }) };
  chooseTrack(pathOf(media), [ONLY], options);
  return { duration: wavDuration(wav), stated };
}

async function probedSound(media: Media, options: FindSoundOptions): Promise<FoundSound> {
  const { signal, ffprobe, track } = options;
  const facts = await probeSound(media, { signal, program: ffprobe });
  if (!facts && track !== undefined) throw programMissing('ffmpeg');
  const { duration, sounds } = facts ?? { sounds: [] };
  const all = sounds.map((sound) => sound.track);
  const taken = chooseTrack(pathOf(media), all, options);
  const stated = sounds.find((sound) => sound.track === taken)?.stated;
  if (!taken) return { duration };
  const found = { duration, stated, stream: taken.index };
  return all.length > 1 ? { ...found, tracks: { taken, all } } : found;
}
