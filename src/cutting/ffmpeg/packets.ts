import { createInterface } from 'node:readline';

import { AppError } from '../../base/errors.ts';
import { execa } from '../../base/execa.ts';
import { programMissing } from '../../media/program/program-missing.ts';
import type { Seconds } from '../../model/time.ts';
import type { Packet } from '../segments/packet.ts';
import type { MediaFacts } from './probe-media.ts';
import type { FfmpegRun } from './run-ffmpeg.ts';

/** Containers that say where their key frames are. In others, such as MPEG-TS, ffmpeg guesses where to seek. */
const INDEXED = ['mov', 'mp4', 'matroska', 'webm', 'flv'];
/** Containers that say when each frame is shown; others only say when it is decoded. */
const TIMED = [...INDEXED, 'mpegts'];

type Contained = Pick<MediaFacts, 'container'>;

/** Whether frames can be copied from exact places of a file. */
export function hasIndex(facts: Contained): boolean {
  return isOneOf(INDEXED, facts);
}

/** Whether frames keep their times when a file is copied. */
export function hasTimes(facts: Contained): boolean {
  return isOneOf(TIMED, facts);
}

/** ffprobe names all the containers that are read in the same way. */
function isOneOf(names: readonly string[], { container }: Contained): boolean {
  return container.split(',').some((name) => names.includes(name));
}

/** The packets of a file's picture in the order of the file. Throws PROGRAM_MISSING, CUT_MEDIA_BAD. */
export async function readPackets(facts: MediaFacts, run: FfmpegRun): Promise<Packet[]> {
  const { signal, probe = 'ffprobe' } = run;
  const { path, origin } = facts;
  signal?.throwIfAborted();
  const running = execa(probe, argsOf(facts), {
    stdin: 'ignore',
    stderr: 'ignore',
    buffer: false,
    reject: false,
    ...(signal && { cancelSignal: signal }),
  });
  const packets: Packet[] = [];
  for await (const line of createInterface({ input: running.stdout })) {
    const packet = packetOf(line, origin);
    if (packet && Number.isFinite(packet.time)) packets.push(packet);
  }
  const { code, failed } = await running;
  signal?.throwIfAborted();
  if (failed) refuse(code, packets.length, path);
  return packets;
}

function argsOf({ path, picture }: MediaFacts): string[] {
  return [
    ['-v', 'error', '-protocol_whitelist', 'file'],
    ['-select_streams', String(picture?.index)],
    ['-show_entries', ENTRIES, '-of', 'csv=p=0', `file:${path}`],
  ].flat();
}

/** What could be read of a damaged file is enough. */
function refuse(code: string | undefined, count: number, path: string): void {
  if (code === 'ENOENT') throw programMissing('ffmpeg');
  if (count > 0) return;
  const reason = { en: 'its frames cannot be read', zh: '无法读取画面的各帧' };
  throw new AppError('CUT_MEDIA_BAD', { path, reason });
}

const ENTRIES = 'packet=pts_time,dts_time,flags';

function packetOf(line: string, origin: Seconds): Packet | undefined {
  const [shown, decoded, flags = ''] = line.split(',');
  // Side data of a packet stands on lines of its own.
  if (flags === '') return undefined;
  const time = Number(shown) - origin;
  const before = Number(decoded) - origin;
  const isKey = flags.startsWith('K');
  return { time, decoded: Number.isFinite(before) ? before : time, isKey };
}
