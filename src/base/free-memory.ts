import { totalmem } from 'node:os';

/** macOS counts what it only keeps for files as taken; so much of all memory can be had there, as a ratio. */
const ON_MACOS = 0.6;

/** Memory that can still be had, in bytes; in a container, that of the container. */
export function freeMemory(): number {
  return process.platform === 'darwin' ? ON_MACOS * totalmem() : process.availableMemory();
}
