import { AppError } from '../../../base/errors.ts';

/** The failure for a missing yt-dlp, with the command that installs it on a system. */
export function ytDlpMissing(system: NodeJS.Platform = process.platform): AppError {
  return new AppError('PROGRAM_MISSING', { program: 'yt-dlp', command: commandOn(system).install });
}

/**
 * The commands that install and update yt-dlp on a system. Debian's own package is years behind the sites, so
 * pipx is named there; `[default]` brings what YouTube needs.
 */
export function commandOn(system: NodeJS.Platform): { install: string; update: string } {
  if (system === 'darwin') return { install: 'brew install yt-dlp', update: 'brew upgrade yt-dlp' };
  if (system === 'win32')
    return { install: 'winget install yt-dlp', update: 'winget upgrade yt-dlp' };
  return {
    install: "pipx install 'yt-dlp[default]'",
    update: "pipx install --force 'yt-dlp[default]'",
  };
}
