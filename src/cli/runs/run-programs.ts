import { pullFfmpeg } from '../../app/programs/ffmpeg.ts';
import { pullYtDlp } from '../../app/programs/yt-dlp.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { withOffline } from '../../app/settings/with-offline.ts';
import { AppError } from '../../base/errors.ts';
import type { CliIO } from '../terminal/io.ts';
import { PROGRAM_WORDS } from '../wording/program-words.ts';
import { tellFetch } from './allow-programs.ts';

const PULLS: Readonly<Record<string, Pull>> = { ffmpeg: pullFfmpeg, 'yt-dlp': pullYtDlp };

/** Fetches Talkleaf's own copies of the programs named, or of all; says which version each is. */
export async function fetchPrograms(names: readonly string[], io: CliIO): Promise<number> {
  const { values } = await loadSettings(io.env);
  const { language } = values;
  const env = withOffline(io.env, values);
  for (const [program, pull] of wanted(names)) {
    const onProgress = tellFetch(program, io, language);
    const { version } = await pull({ env, onProgress, signal: io.signal });
    io.stdout.write(`${PROGRAM_WORDS[language].fetched(program, version)}\n`);
  }
  return 0;
}

/** Fetches one of them. */
type Pull = (options: {
  readonly env: CliIO['env'];
  readonly onProgress: ReturnType<typeof tellFetch>;
  readonly signal: AbortSignal;
}) => Promise<{ readonly version: string }>;

function wanted(names: readonly string[]): readonly (readonly [string, Pull])[] {
  const all = Object.entries(PULLS);
  const unknown = names.find((name) => !(name in PULLS));
  if (unknown !== undefined) {
    const problem = {
      en: `There is no program "${unknown}" to fetch; there are ${Object.keys(PULLS).join(', ')}.`,
      zh: `没有可下载的程序“${unknown}”，可用 ${Object.keys(PULLS).join('、')}。`,
    };
    throw new AppError('USAGE', { problem });
  }
  return names.length === 0 ? all : all.filter(([name]) => names.includes(name));
}
