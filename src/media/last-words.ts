import type { Readable } from 'node:stream';

/** As much as is kept of what a program complains, in characters. */
const KEPT = 4000;

/** From version 6.1 on ffmpeg sums up behind its reason which file it was. */
const SUMMARY = /^Error opening (?:in|out)put files?\b/;

/**
 * Reads ffmpeg's error stream to its end; the function given back tells its last line so far that gives a reason,
 * without its full stop.
 */
export function lastWords(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-KEPT);
  });
  return () => {
    const lines = text.trimEnd().split(/[\r\n]+/);
    const line = lines.findLast((each) => !SUMMARY.test(each)) ?? lines.at(-1) ?? '';
    return line
      .replace(/^\[[^\]]*\] /, '')
      .trim()
      .replace(/\.$/, '');
  };
}
