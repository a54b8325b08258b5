import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import { AppError, type Bilingual } from '../../base/errors.ts';
import type { ExecaError } from '../../base/execa.ts';
import { parseJson } from '../../base/json.ts';
import { packageFile } from '../../base/package-file.ts';
import { systemReason } from '../../base/system-reason.ts';
import type { Gpu } from './protocol.ts';

/** Every package of the engine with its checksum, those of all systems; the one that runs here is chosen from it. */
const LOCK = 'engine/package-lock.json';
const Lock = z.looseObject({
  name: z.string(),
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
});
type Lock = z.infer<typeof Lock>;

/** The engine's package for each system, by `platform-arch`, with what computes where it is not the processor. */
const SYSTEMS: Readonly<Record<string, { readonly cpu: string; readonly [gpu: string]: string }>> =
  {
    'darwin-arm64': { cpu: 'mac-arm64-metal', metal: 'mac-arm64-metal' },
    'darwin-x64': { cpu: 'mac-x64' },
    'linux-arm64': { cpu: 'linux-arm64' },
    'linux-x64': { cpu: 'linux-x64', cuda: 'linux-x64-cuda', vulkan: 'linux-x64-vulkan' },
    'win32-arm64': { cpu: 'win-arm64' },
    'win32-x64': { cpu: 'win-x64', cuda: 'win-x64-cuda', vulkan: 'win-x64-vulkan' },
  };
/** CUDA's libraries are a package of their own. */
const BESIDE: Readonly<Record<string, string>> = {
  'linux-x64-cuda': 'linux-x64-cuda-ext',
  'win-x64-cuda': 'win-x64-cuda-ext',
};

/** Room on the disk for the engine on the processor, in bytes: measured on Linux, 83 MB. */
export const ENGINE_BYTES = 85_000_000;

export type EngineOptions = {
  /** The folder all engines are in. */
  readonly base: string;
  /** @default false, the processor alone */
  readonly gpu?: Gpu | undefined;
  /** For npm: its registry, proxies, and where it is found. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
};

/** Where the engine for this system is, or would be. Throws `MODEL_ENGINE_UNKNOWN` for a system that has none. */
export function engineFolder({ base, gpu = false }: Pick<EngineOptions, 'base' | 'gpu'>): string {
  return join(base, packagesFor(gpu).join('+'));
}

/** True when it is there, whole: it gets its name only then. */
export async function hasEngine(options: Pick<EngineOptions, 'base' | 'gpu'>): Promise<boolean> {
  return await stat(engineFolder(options)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Puts the engine in place with npm: the packages of this system alone, each checked against its checksum, no scripts run.
 * Gives its folder; does nothing when it is there. Two processes may do so at once. Throws `MODEL_ENGINE_UNFETCHED`,
 * `MODEL_ENGINE_UNKNOWN`, `FOLDER_UNWRITABLE`, or the signal's reason.
 */
export async function fetchEngine(options: EngineOptions): Promise<string> {
  const folder = engineFolder(options);
  if (await hasEngine(options)) return folder;
  const own = await newFolder(dirname(folder));
  try {
    const lock = Lock.parse(parseJson(await readFile(packageFile(LOCK), 'utf8')));
    const { manifest, locked } = forSystem(lock, packagesFor(options.gpu ?? false));
    await writeFile(join(own, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(own, 'package-lock.json'), JSON.stringify(locked));
    await install(own, options);
    await rename(own, folder).catch(async (error: unknown) => {
      // Another process was sooner.
      if (!(await hasEngine(options))) throw error;
    });
    return folder;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

function packagesFor(gpu: Gpu): string[] {
  const { platform, arch } = process;
  const names = SYSTEMS[`${platform}-${arch}`];
  const name = names?.[gpu === false ? 'cpu' : gpu];
  if (name === undefined) {
    const system = `${platform} ${arch}${gpu === false ? '' : `, ${gpu}`}`;
    throw new AppError('MODEL_ENGINE_UNKNOWN', { system });
  }
  return [name, BESIDE[name]].filter((each) => each !== undefined);
}

/** npm's two files for the engine and the packages of one system, which are no longer optional. */
function forSystem(
  lock: Lock,
  systems: readonly string[],
): { readonly manifest: object; readonly locked: object } {
  const packages = structuredClone(lock.packages);
  const dependencies: Record<string, string> = {};
  for (const name of ['node-llama-cpp', ...systems.map((each) => `@node-llama-cpp/${each}`)]) {
    const entry = packages[`node_modules/${name}`];
    if (!entry) throw new Error(`${LOCK} has no ${name}`);
    dependencies[name] = entry.version ?? '';
    delete entry['optional'];
  }
  const root = { name: lock.name, dependencies };
  return {
    manifest: { ...root, private: true },
    locked: { ...lock, packages: { ...packages, '': root } },
  };
}

async function install(folder: string, { env, signal }: EngineOptions): Promise<void> {
  const options = [
    '--omit=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-progress',
  ];
  const { execa } = await import('../../base/execa.ts');
  try {
    await execa('npm', ['ci', ...options], {
      cwd: folder,
      env,
      extendEnv: false,
      ...(signal && { cancelSignal: signal }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new AppError('MODEL_ENGINE_UNFETCHED', { said: saidBy(error) }, { cause: error });
  }
}

const NO_NPM = { en: 'npm is not on the path', zh: '找不到 npm 命令' };

/** npm's own reason: the first line of what it says that is one. */
function saidBy(error: unknown): string | Bilingual {
  // execa says why a program could not be started, or gives what it wrote.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { stderr, shortMessage, message, code } = error as Partial<ExecaError>;
  if (code === 'ENOENT') return NO_NPM;
  const lines = String(stderr ?? '')
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!)\s*/, '').trim());
  return (
    lines.find((line) => line !== '' && !line.startsWith('code ')) ?? shortMessage ?? message ?? ''
  );
}

async function newFolder(base: string): Promise<string> {
  try {
    await mkdir(base, { recursive: true });
    return await mkdtemp(join(base, '.fetching-'));
  } catch (error) {
    throw new AppError(
      'FOLDER_UNWRITABLE',
      { path: base, reason: systemReason(error) },
      { cause: error },
    );
  }
}
