import type { Readable } from 'node:stream';

/** As much as is kept of what a program complains, in characters. */
const KEPT = 4000;

/** From version 6.1 on ffmpeg sums up behind its reason which file it was. */
const SUMMARY = /^Error opening (?:in|out)put files?\b/;

/** What a program has complained of so far. */
export type Complaints = {
  /** The last line that gives a reason, without its full stop. */
  last(): string;
  /** Whether something like that was said among the last of it. */
  tell(pattern: RegExp): boolean;
};

/** Reads ffmpeg's error stream to its end. */
export function readComplaints(stream: Readable): Complaints {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-KEPT);
  });
  return {
    last: () => {
      const lines = text.trimEnd().split(/[\r\n]+/);
      const line = lines.findLast((each) => !SUMMARY.test(each)) ?? lines.at(-1) ?? '';
      return line
        .replace(/^\[[^\]]*\] /, '')
        .trim()
        .replace(/\.$/, '');
    },
    tell: (pattern) => pattern.test(text),
  };
}
