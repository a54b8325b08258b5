import { AppError } from '../base/errors.ts';
import type { Transcript } from '../model/transcript.ts';
import { readAss } from './ass.ts';
import { isCaptionXml, readCaptionXml } from './caption-xml.ts';
import { timeLine } from './cue-blocks.ts';
import { eachLine, type Draft } from './draft.ts';
import { decode } from './encoding/decode.ts';
import { undecodedIn } from './encoding/undecoded.ts';
import { isJoined, readJoined } from './joined.ts';
import { readJson, tryJson } from './json/json.ts';
import { readLrc } from './lrc.ts';
import { isTickList, readMarkdown, readTickList } from './markdown.ts';
import { readPlain } from './plain.ts';
import { isSbv, readSbv } from './sbv.ts';
import { settle } from './settle.ts';
import { readSrt } from './srt.ts';
import { isTimeTable, readTimeTable } from './tsv.ts';
import { readVtt } from './vtt.ts';

export type ReadOptions = {
  /** Name of the file, for its suffix and for failures; `-` for standard input. */
  readonly name: string;
  /** Encoding of the text, whatever it looks like. */
  readonly encoding?: string | undefined;
};

/** Files whose plain text is taken for a talk; with another suffix it is some other document. */
const PROSE = new Set(['', 'txt', 'text', 'md', 'markdown', 'srt', 'vtt', 'ass', 'ssa', 'lrc']);
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
 * TRANSCRIPT_SHAPE, FILE_WEB_PAGE, CAPTIONS_XML, FILE_TOO_LARGE,
 * NO_SPEECH or FILE_EMPTY. Takes time in proportion to the length of the file.
 */
export function readTranscript(bytes: Uint8Array, options: ReadOptions): Transcript {
  const { name } = options;
  const suffix = name === '-' ? '' : (/\.([^./\\]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? '');
  if (MEDIA.has(suffix)) throw new AppError('FORMAT_UNKNOWN', { path: name });
  const text = decode(bytes, options);
  refuseTooManyLines(text, name);
  if (text.trim() === '') throw new AppError('FILE_EMPTY', { path: name });
  const transcript = settle(readText(text, { name, suffix }));
  if (transcript.cues.length === 0) {
    const isSilent = transcript.warnings.some(({ code }) => code === 'sound-notes');
    throw new AppError(isSilent ? 'NO_SPEECH' : 'FILE_EMPTY', { path: name });
  }
  return { ...transcript, warnings: [...undecodedIn(text), ...transcript.warnings] };
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

function readText(text: string, { name, suffix }: { name: string; suffix: string }): Draft {
  const head = text.slice(0, 10_000).trimStart();
  if (/^WEBVTT(?:\s|$)/.test(head)) return readVtt(text);
  const json = tryJson(text);
  if (json !== undefined) return json;
  if (/^\s*\[(?:script info|events|v4\+? styles)\]/im.test(head)) return readAss(text);
  if (isCaptionXml(head)) return cuesOrRefusal(readCaptionXml(text), name);
  refuseMarkupFiles(head, name);
  if (isSbv(head)) return readSbv(text);
  if (isTimeTable(text)) return readTimeTable(text);
  if (hasTimeLines(text)) return suffix === 'vtt' ? readVtt(text) : readSrt(text);
  if (isTickList(text)) return readTickList(text);
  return readBySuffix(text, { name, suffix });
}

/** A page or a caption file in XML: read as text, its tags would be the talk. */
function refuseMarkupFiles(head: string, path: string): void {
  const start = head
    .replace(/^(?:<\?xml[^>]{0,200}\?>|<!--[^]{0,2000}?-->|\s)*/i, '')
    .slice(0, 200);
  if (/^<!doctype html|^<html[\s>]|^<head[\s>]|^<body[\s>]/i.test(start))
    throw new AppError('FILE_WEB_PAGE', { path });
  if (/^<(?:sami|smil)[\s>]/i.test(start)) throw new AppError('CAPTIONS_XML', { path });
}

/** Other XML may begin alike. */
function cuesOrRefusal(draft: Draft, path: string): Draft {
  if (draft.cues.length > 0) return draft;
  throw new AppError('CAPTIONS_XML', { path });
}

/** What has no marks of its own is what its suffix says. */
function readBySuffix(text: string, { name, suffix }: { name: string; suffix: string }): Draft {
  const head = text.slice(0, 10_000).trimStart();
  if (suffix === 'ass' || suffix === 'ssa') return emptyOr(readAss(text), text);
  if (suffix === 'json') return readJson(text, { name });
  if (suffix === 'lrc' || looksLikeLrc(head)) return readLrc(text);
  if (!PROSE.has(suffix)) throw new AppError('FORMAT_UNKNOWN', { path: name });
  const isMarkdown = suffix === 'md' || suffix === 'markdown' || looksLikeMarkdown(head);
  if (isJoined(text)) return readJoined(text);
  return isMarkdown ? readMarkdown(text) : readPlain(text);
}

function emptyOr(draft: Draft, text: string): Draft {
  return draft.cues.length > 0 ? draft : readPlain(text);
}

function hasTimeLines(text: string): boolean {
  for (const line of eachLine(text)) if (timeLine(line) !== undefined) return true;
  return false;
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

function looksLikeMarkdown(head: string): boolean {
  return head.startsWith('---\n') || /^#{1,6} \S/m.test(head) || /\]\(https?:\/\//.test(head);
}
