import { AppError } from '../base/errors.ts';
import type { Transcript } from '../model/transcript.ts';
import { warnings } from '../model/warning.ts';
import { eachLine } from '../text/each-line.ts';
import type { Draft } from './cues/draft.ts';
import { settle } from './cues/settle.ts';
import { decode } from './encoding/decode.ts';
import { refuseEbuStl } from './encoding/ebu-stl.ts';
import { undecodedIn } from './encoding/undecoded.ts';
import { readByForm } from './forms/read-by-form.ts';
import { readJson, tryJson } from './json/read-json.ts';
import { withoutLogs } from './markup/logs.ts';
import { isRtf, plainRtf } from './markup/rtf.ts';
import { isTickList, readTickList } from './prose/markdown.ts';
import { readProse } from './prose/read-prose.ts';
import { readAss } from './subtitles/ass.ts';
import { refusePrograms, refuseSubtitles } from './subtitles/guard.ts';
import { readLrc } from './subtitles/lrc.ts';
import { beginsWithCue } from './subtitles/quoted-cues.ts';
import { readCues } from './subtitles/read-cues.ts';
import { withLatinTimes, withoutDirectionMarks } from './times/digits.ts';
import { readMarkupFile } from './xml/read-markup-file.ts';

/** How a text is read. */
export type TextOptions = {
  /** Name of the file, for its suffix and for failures; `-` for standard input. */
  readonly name: string;
  /** Frames a second, for times that count frames. @default what the file says, else 25 */
  readonly fps?: number | undefined;
};

export type ReadOptions = TextOptions & {
  /** Encoding of the text, whatever it looks like. */
  readonly encoding?: string | undefined;
};

/** Files whose plain text is taken for a talk; with another suffix it is some other document. */
const PROSE = new Set([
  '',
  'txt',
  'text',
  'md',
  'markdown',
  'rtf',
  'srt',
  'vtt',
  'ass',
  'ssa',
  'lrc',
]);
/** Sound and video: to be heard, not read. */
const MEDIA = new Set(
  'mp4 m4v mkv webm mov avi wmv flv ts mpg mpeg 3gp mp3 m4a wav flac ogg oga opus aac wma aiff amr'.split(
    ' ',
  ),
);

/** More lines than hundreds of talks have, and as many cues as fit the memory Node allows itself. */
const MOST_LINES = 3_000_000;

/**
 * Reads a transcript in any format Talkleaf knows. What the text looks like decides; the suffix only
 * where that is open. Throws AppError FILE_NOT_TEXT, FORMAT_UNKNOWN, ENCODING_UNKNOWN,
 * TRANSCRIPT_SHAPE, FILE_WEB_PAGE, CAPTIONS_XML, SUBTITLES_UNREAD, FILE_TOO_LARGE,
 * NO_SPEECH or FILE_EMPTY. Takes time in proportion to the length of the file.
 */
export function readTranscript(bytes: Uint8Array, options: ReadOptions): Transcript {
  const { name } = options;
  if (MEDIA.has(suffixOf(name))) throw new AppError('FORMAT_UNKNOWN', { path: name });
  refuseEbuStl(bytes, name);
  const text = decode(bytes, options);
  const draft = readText(text, options);
  const settled = settle(draft);
  const assumed = warnings('frame-rate', draft.assumed ?? 0);
  const transcript = { ...settled, warnings: [...assumed, ...settled.warnings] };
  if (transcript.cues.length === 0) {
    const isSilent = transcript.warnings.some(({ code }) => code === 'sound-notes');
    throw new AppError(isSilent ? 'NO_SPEECH' : 'FILE_EMPTY', { path: name });
  }
  return { ...transcript, warnings: [...undecodedIn(text), ...transcript.warnings] };
}

/** What a decoded text says, before it is made a transcript. Throws what reading throws but NO_SPEECH. */
export function readText(written: string, { name, fps }: TextOptions): Draft {
  refuseTooManyLines(written, name);
  if (written.trim() === '') throw new AppError('FILE_EMPTY', { path: name });
  const text = withoutDirectionMarks(isRtf(written) ? plainRtf(written) : written);
  return readInForm(text, { name, fps });
}

function suffixOf(name: string): string {
  return name === '-' ? '' : (/\.([^./\\]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? '');
}

function refuseTooManyLines(text: string, path: string): void {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  if (lines <= MOST_LINES) return;
  throw new AppError('FILE_TOO_LARGE', {
    path,
    size: `${lines} lines`,
    limit: `${MOST_LINES} lines`,
  });
}

function readInForm(written: string, { name, fps }: TextOptions): Draft {
  const head = written.slice(0, 10_000).trimStart();
  const isVtt = /^WEBVTT(?:\s|$)/.test(head);
  const marked = isVtt ? undefined : readMarked(written, name);
  if (marked !== undefined) return marked;
  const text = withoutLogs(withLatinTimes(written));
  const formed = isVtt || beginsWithCue(text) ? undefined : readByForm(text, fps);
  if (formed !== undefined) return formed;
  const cues = readCues(text, { name, suffix: suffixOf(name), fps, isVtt });
  if (cues !== undefined) return cues;
  if (isTickList(text)) return { ...readTickList(text), isCopy: true };
  const draft = readBySuffix(text, name);
  if (!draft.timed) refuseSubtitles(text, name);
  return draft;
}

/** Reads what says by its first marks what it is: JSON, ASS, XML. */
function readMarked(text: string, name: string): Draft | undefined {
  const head = text.slice(0, 10_000).trimStart();
  const json = tryJson(text);
  if (json !== undefined) return json;
  if (/^\s*\[(?:script info|events|v4\+? styles)\]/im.test(head)) return readAss(text);
  refusePrograms(head, name);
  return readMarkupFile(text, name);
}

/** What has no marks of its own is what its suffix says. */
function readBySuffix(text: string, name: string): Draft {
  const suffix = suffixOf(name);
  const events = suffix === 'ass' || suffix === 'ssa' ? readAss(text) : undefined;
  if (events !== undefined && events.cues.length > 0) return events;
  if (suffix === 'json') return readJson(text, { name });
  const head = text.slice(0, 10_000).trimStart();
  if (suffix === 'lrc' || looksLikeLrc(head)) return readLrc(text);
  if (!PROSE.has(suffix)) {
    refuseSubtitles(text, name);
    throw new AppError('FORMAT_UNKNOWN', { path: name });
  }
  return readProse(text, suffix);
}

/** Times with hundredths in brackets are lyrics; without, they may be any notes, and `[00:00:03]` has hours. */
function looksLikeLrc(head: string): boolean {
  let lines = 0;
  let tagged = 0;
  for (const line of eachLine(head)) {
    if (line.trim() === '') continue;
    lines += 1;
    if (/^\s*\[(?:\d{1,4}:\d{1,2}\.\d{1,3}|(?:ti|ar|al|by|offset):[^\]]*)\]/i.test(line))
      tagged += 1;
  }
  return tagged >= 2 && tagged >= lines / 2;
}
