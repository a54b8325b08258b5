import { extname } from 'node:path';

import type { Draft } from '../formats/draft.ts';
import type { NumberedCue } from './numbered-cues.ts';

/**
 * The cues of a subtitle file that is neither SRT nor WebVTT, to the letter: where a transcript that is to be understood
 * loses notes of music, and cues are split at them, what is cut or converted has all its cues, lines and times.
 * `undefined` when it is no file of subtitles.
 */
export async function writtenCues(text: string, name: string): Promise<NumberedCue[] | undefined> {
  const draft = await draftOf(text, extname(name).toLowerCase());
  if (!draft?.timed || draft.cues.length === 0) return undefined;
  return draft.cues.map(({ start, end, text: said }, index) => ({
    number: index + 1,
    start: Math.max(0, start),
    end: Math.max(0, start, end),
    lines: said
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }));
}

async function draftOf(text: string, suffix: string): Promise<Draft | undefined> {
  const [
    { tryJson },
    { readAss },
    { isCaptionXml, readCaptionXml },
    { isSbv, readSbv },
    { isTimeTable, readTimeTable },
  ] = await Promise.all([
    import('../formats/json/json.ts'),
    import('../formats/ass.ts'),
    import('../formats/caption-xml.ts'),
    import('../formats/sbv.ts'),
    import('../formats/tsv.ts'),
  ]);
  if (/^\s*[[{]/.test(text) && suffix !== '.lrc') {
    const json = tryJson(text);
    if (json) return json;
  }
  if (/^\s*\[(?:script info|events|v4\+? styles)\]/im.test(text.slice(0, 10_000))) {
    return readAss(text);
  }
  if (isCaptionXml(text)) return readCaptionXml(text);
  if (isSbv(text)) return readSbv(text);
  if (isTimeTable(text)) return readTimeTable(text);
  if (suffix !== '.lrc') return undefined;
  const { readLrc } = await import('../formats/lrc.ts');
  return readLrc(text);
}
