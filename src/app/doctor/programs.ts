import process from 'node:process';

import { AppError } from '../../base/errors.ts';
import { buildFor } from '../../media/program/ffmpeg-builds.ts';
import { findFfmpeg } from '../../media/program/find-ffmpeg.ts';
import { installCommand } from '../../media/program/program-missing.ts';
import { ageInDays, OLD_DAYS } from '../../sources/yt-dlp/program/age.ts';
import { findYtDlp } from '../../sources/yt-dlp/program/find-yt-dlp.ts';
import { commandOn } from '../../sources/yt-dlp/program/yt-dlp-command.ts';
import { toolsFolder } from '../programs/tools-folder.ts';
import { ytDlpCopy } from '../programs/yt-dlp.ts';
import { type Finding, plain, type Surroundings } from './finding.ts';

/** The Node versions that are still looked after (https://nodejs.org/en/about/previous-releases, November 2026). */
const LIVING_NODE = 22;

/** Looks at Node and at the outside programs. */
export async function lookAtPrograms(around: Surroundings): Promise<Finding[]> {
  return [node(), ...(await Promise.all([ffmpeg(around), ytDlp(around), whisper(around)]))];
}

function node(): Finding {
  const { version } = process;
  const found = { subject: 'programs', name: 'Node.js' } as const;
  if (Number(version.slice(1).split('.')[0]) >= LIVING_NODE) {
    return { ...found, state: 'ok', about: plain(version) };
  }
  return {
    ...found,
    state: 'note',
    about: {
      en: `${version}, no longer looked after by its makers`,
      zh: `${version}，官方已停止维护`,
    },
    todo: {
      en: 'install Node.js 24 from https://nodejs.org',
      zh: '从 https://nodejs.org 安装 Node.js 24',
    },
  };
}

async function ffmpeg({ signal }: Surroundings): Promise<Finding> {
  const found = { subject: 'programs', name: 'ffmpeg' } as const;
  try {
    const { version, year, isManaged } = await findFfmpeg({ tools: toolsFolder(), signal });
    const said = year === '' ? version : `${version} (${year})`;
    return { ...found, state: 'ok', about: isManaged ? ours(said) : plain(said) };
  } catch (error) {
    const failure = AppError.find(error);
    if (!failure) throw error;
    const [en, zh] = [failure.in('en'), failure.in('zh')];
    const about =
      failure.code === 'PROGRAM_MISSING' ? NO_FFMPEG : { en: en.message, zh: zh.message };
    const todo = plain(buildFor() ? 'talkleaf programs pull ffmpeg' : installCommand('ffmpeg'));
    return { ...found, state: 'bad', about, todo };
  }
}

const NO_FFMPEG = {
  en: 'not here; needed for every recording but 16-bit WAV',
  zh: '没有安装；除 16 位 WAV 外的录音录像都需要它',
};

/** A version of a copy that Talkleaf keeps. */
function ours(version: string): Finding['about'] {
  return { en: `${version}, a copy of Talkleaf's own`, zh: `${version}，Talkleaf 自备` };
}

/** One as old as this fails at nearly all of them. In days. */
const DEAD_YT_DLP = 365;

async function ytDlp({ env, signal }: Surroundings): Promise<Finding> {
  const found = { subject: 'programs', name: 'yt-dlp' } as const;
  const { install, update } = commandOn(process.platform);
  try {
    const managed = ytDlpCopy({ env, isOnlyKept: true });
    const { version, isManaged } = await findYtDlp({ managed }, signal);
    const days = ageInDays(version);
    const said = isManaged ? ours(version) : plain(version);
    const about = { en: `${said.en}, ${days} days old`, zh: `${said.zh}，发布已 ${days} 天` };
    if (!(days > OLD_DAYS)) return { ...found, state: 'ok', about: days >= 0 ? about : said };
    const todo = isManaged
      ? { en: 'nothing: it is renewed when a site wants it', zh: '无需处理：网站需要时会自动更新' }
      : plain(update);
    const isDead = days > DEAD_YT_DLP && !isManaged;
    return { ...found, state: isDead ? 'bad' : 'note', about, todo };
  } catch (error) {
    signal?.throwIfAborted();
    if (AppError.find(error)?.code !== 'PROGRAM_MISSING') throw error;
    const about = {
      en: 'not here; a copy is fetched with the first link that needs it',
      zh: '没有安装；第一次遇到需要它的链接时会下载一份',
    };
    return { ...found, state: 'note', about, todo: plain(install) };
  }
}

async function whisper({ signal }: Surroundings): Promise<Finding> {
  const said = ['whisper-server', 'whisper-cli'].map((name) => firstLine(name, ['--help'], signal));
  const [hasServer, hasCli] = (await Promise.all(said)).map((line) => line !== undefined);
  return {
    subject: 'programs',
    name: 'whisper.cpp',
    state: hasServer || hasCli ? 'ok' : 'note',
    about: hasServer
      ? plain('whisper-server')
      : hasCli
        ? {
            en: 'whisper-cli, which loads its model for every window; whisper-server would load it once',
            zh: '只有 whisper-cli，每个片段都要重新载入模型；有 whisper-server 则只载入一次',
          }
        : {
            en: 'not here; only --speech whispercpp:FILE needs it',
            zh: '没有安装；仅 --speech whispercpp:FILE 需要',
          },
  };
}

/** Longest wait for a program to tell its version, in milliseconds. */
const VERSION_MS = 10_000;

/** The first line a program says of itself; `undefined` when it is not there. */
async function firstLine(
  program: string,
  flags: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { execa } = await import('../../base/execa.ts');
  const result = await execa(program, [...flags], {
    stdin: 'ignore',
    reject: false,
    timeout: VERSION_MS,
    ...(signal && { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  // An exit status other than 0 is a program, too.
  return result.exitCode === undefined ? undefined : result.stdout.split('\n')[0];
}
