import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';

import iconv from 'iconv-lite';

import { AppError } from '../../base/errors.ts';
import type { NumberedCue } from '../../cutting/lists/numbered-cues.ts';
import { readTimes } from '../../cutting/lists/read-times.ts';
import { type CueFormat, writeCues } from '../../cutting/lists/write-cues.ts';
import { scriptConverter } from '../../text/languages/chinese-script.ts';
import { joinLines } from '../../text/languages/script.ts';
import { isVideo } from '../inputs/media-names.ts';
import { keepExisting, type Overwriting, writeOutput } from './write-output.ts';

/** What is converted, and into what. */
export type ConvertRequest = Overwriting & {
  /** Subtitles in any format that can be read, with times. */
  readonly input: string;
  /** The file that is written; its suffix says as what. @default beside the input: the compact form, or back from it */
  readonly output?: string | undefined;
  /** Write the form with one line a cue. @default false */
  readonly compact?: boolean | undefined;
  /** Recording to be played in a tick list. */
  readonly media?: string | undefined;
  /** @default detected */
  readonly encoding?: string | undefined;
  /** Frames a second, for times that count frames. @default what the file says, else 25 */
  readonly fps?: number | undefined;
  /** @default 'utf-8' */
  readonly outputEncoding?: string | undefined;
  /** Chinese characters become Simplified. @default false */
  readonly simplified?: boolean | undefined;
  /** Chinese characters become Traditional. @default false */
  readonly traditional?: boolean | undefined;
};

/** What a conversion did. */
export type Converted = {
  readonly output: string;
  /** Count of cues written. */
  readonly cues: number;
  /** Count of characters the output's encoding does not have; they became `?`. */
  readonly replaced: number;
};

const SUFFIXES: Readonly<Record<string, CueFormat>> = {
  '.srt': 'srt',
  '.vtt': 'vtt',
  '.ass': 'ass',
  '.lrc': 'lrc',
  '.sbv': 'sbv',
  '.tsv': 'tsv',
  '.txt': 'txt',
  '.md': 'md',
  '.json': 'json',
};
/** What autocut ends the name of its compact form with. */
const COMPACT = '_compact';

/** ... and autocut-dev that of its full text in pieces. */
const FULL_TEXT = '_full_text';

/** Converts subtitles from any format to another. Throws `AppError`; a file that is there stays unless forced. */
export async function convertSubtitles(request: ConvertRequest): Promise<Converted> {
  const { input, encoding, fps, media } = request;
  const output = outputOf(request);
  const format = formatOf(output, request.compact ?? false);
  const encode = encoderOf(request.outputEncoding ?? 'utf-8');
  const times = await readTimes(input, { encoding, fps });
  await keepExisting([output], request);
  const cues = times.cues.map((cue) => withTranslation(cue));
  const text = writeCues(await inScript(cues, request), format, {
    title: basename(input, extname(input)),
    subtitles: basename(input),
    media:
      media &&
      relative(dirname(resolve(output)), resolve(media))
        .split(sep)
        .join('/'),
    hasPicture: media === undefined || isVideo(media),
  });
  const { bytes, replaced } = encode(text);
  await writeOutput(output, bytes);
  return { output, cues: cues.length, replaced };
}

function outputOf({ input, output, compact }: ConvertRequest): string {
  if (output !== undefined) return output;
  const stem = basename(input, extname(input));
  if (stem.endsWith(COMPACT)) {
    return join(dirname(input), `${stem.slice(0, -COMPACT.length)}.srt`);
  }
  if (compact) return join(dirname(input), `${stem}${COMPACT}.srt`);
  const problem = {
    en: 'Say what to write: talkleaf convert INPUT OUTPUT',
    zh: '没有写明要输出的文件：“talkleaf convert 输入 输出”。',
  };
  throw new AppError('USAGE', { problem });
}

function formatOf(path: string, compact: boolean): CueFormat {
  const suffix = extname(path).toLowerCase();
  const format = SUFFIXES[suffix];
  if (format === undefined) throw new AppError('CONVERT_UNKNOWN', { path });
  const stem = basename(path, extname(path));
  if (format === 'md' && stem.endsWith(FULL_TEXT)) return 'pieces';
  const isCompact = compact || stem.endsWith(COMPACT);
  return format === 'srt' && isCompact ? 'compact' : format;
}

/** A sentence's translation is a line below it. */
function withTranslation(
  cue: NumberedCue & { readonly translation?: string | undefined },
): NumberedCue {
  const { number, start, end, lines, translation } = cue;
  return { number, start, end, lines: translation ? [joinLines(lines), translation] : lines };
}

/** The cues in the Chinese script that is asked for, if one is. */
async function inScript(
  cues: readonly NumberedCue[],
  { simplified = false, traditional = false }: ConvertRequest,
): Promise<readonly NumberedCue[]> {
  if (simplified === traditional) return cues;
  const convert = await scriptConverter(simplified ? 'simplified' : 'traditional');
  return cues.map((cue) => ({ ...cue, lines: cue.lines.map((line) => convert(line)) }));
}

type Encoded = { readonly bytes: Buffer; readonly replaced: number };

/** Node writes UTF-8, UTF-16 and Latin-1 only; the rest is iconv-lite's. Names are those of iconv and of Python. */
function encoderOf(name: string): (text: string) => Encoded {
  const isMarked = /^utf-?8-(?:sig|bom)$/i.test(name) || /^utf-?16/i.test(name);
  const encoding = name.replace(/^(utf-?8)-(?:sig|bom)$/i, '$1').replace(/^utf-?16$/i, 'utf-16le');
  if (!iconv.encodingExists(encoding)) {
    throw new AppError('ENCODING_UNKNOWN', { encoding: name });
  }
  return (text) => {
    const bytes = iconv.encode(text, encoding, { addBOM: isMarked });
    const [kept, given] = [iconv.decode(bytes, encoding), text].map((each) => countOf(each, '?'));
    return { bytes, replaced: Math.max(0, (kept ?? 0) - (given ?? 0)) };
  };
}

function countOf(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
