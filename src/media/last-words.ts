import type { Readable } from 'node:stream';

/** As much as is kept of what a program complains, in characters. */
const KEPT = 4000;

/** Reads a program's error stream to its end; the function given back tells its last line so far, without its full stop. */
export function lastWords(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-KEPT);
  });
  return () =>
    (
      text
        .trimEnd()
        .split(/[\r\n]+/)
        .at(-1) ?? ''
    )
      .trim()
      .replace(/\.$/, '');
}
