import { AppError } from '../../base/errors.ts';
import { buildFor } from './ffmpeg-builds.ts';

/** The one command that installs a program, by the system it runs on; elsewhere the way of Debian. */
const INSTALL: Readonly<Record<string, (program: string) => string>> = {
  darwin: (program) => `brew install ${program}`,
  win32: (program) => `winget install ${program}`,
  linux: (program) => `sudo apt install ${program}`,
};

/** The failure for an outside program that is not on the path, with the command that installs it here. */
export function programMissing(
  program: string,
  system: NodeJS.Platform = process.platform,
): AppError {
  const command = installCommand(program, system);
  if (program !== 'ffmpeg' || !buildFor(system)) {
    return new AppError('PROGRAM_MISSING', { program, command });
  }
  // Both stand in the quotation marks of the sentence.
  const either = { en: `${PULL}" or "${command}`, zh: `${PULL}”或“${command}` };
  return new AppError('PROGRAM_MISSING', { program, command: either });
}

/** The command that fetches Talkleaf's own copy. */
const PULL = 'talkleaf programs pull ffmpeg';

/** The command that installs a program on a system. */
export function installCommand(
  program: string,
  system: NodeJS.Platform = process.platform,
): string {
  const command = INSTALL[system] ?? INSTALL['linux'];
  return command?.(program) ?? program;
}
