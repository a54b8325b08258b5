import type { Problem } from '../../src/server/contract.ts';
import { bytes } from '../format.ts';
import { currentLanguage } from '../words/current-language.ts';
import { WORDS } from '../words/words.ts';

const ENDPOINT = '/api/uploads';
/** Sent in pieces: a proxy may refuse large requests, and after a break only a piece is sent twice. In bytes. */
const PIECE = 16 * 1024 * 1024;
/** When to try again after a break, in milliseconds; after the last one a person is asked. */
const AGAIN_AFTER_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

export type Uploading = {
  readonly onProgress: (sent: number) => void;
  /** The connection broke, and it goes on by itself. */
  readonly onBreak: () => void;
  readonly onDone: (id: string) => void;
  readonly onProblem: (problem: Problem) => void;
};

/** Sends a file, going on where an earlier try ended; gives what stops it. */
export function upload(file: File, telling: Uploading): () => void {
  let stop: (() => void) | undefined;
  let isStopped = false;
  const begin = async (): Promise<void> => {
    const refused = await refusedBefore(file);
    if (isStopped) return;
    if (refused) {
      telling.onProblem(refused);
      return;
    }
    const sending = await send(file, telling);
    stop = () => void sending.abort(true).catch(() => undefined);
    if (isStopped) stop();
    else sending.start();
  };
  begin().catch(() => telling.onProblem(stopped()));
  return () => {
    isStopped = true;
    stop?.();
  };
}

async function send(file: File, { onProgress, onBreak, onDone, onProblem }: Uploading) {
  // Few hand in a recording: the code for it is fetched when somebody does.
  const { Upload } = await import('tus-js-client');
  const sending = new Upload(file, {
    endpoint: ENDPOINT,
    chunkSize: PIECE,
    retryDelays: AGAIN_AFTER_MS,
    metadata: { filename: file.name, filetype: file.type },
    removeFingerprintOnSuccess: true,
    onProgress: (sent) => onProgress(sent),
    onShouldRetry: (error, _tries, options) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      const isBreak = status === 0 || status >= 500 || status === 409 || status === 423;
      if (isBreak) onBreak();
      return isBreak && options.retryDelays !== undefined;
    },
    onError: () => onProblem(stopped()),
    onSuccess: () => {
      const id = sending.url?.split('/').at(-1) ?? '';
      onDone(id);
    },
  });
  const [earlier] = await sending.findPreviousUploads();
  if (earlier) sending.resumeFromPreviousUpload(earlier);
  return sending;
}

/** What can be told before a byte is sent: that no uploads are taken, or none so large. */
async function refusedBefore(file: File): Promise<Problem | undefined> {
  const words = WORDS[currentLanguage()].given;
  const response = await fetch(ENDPOINT, { method: 'OPTIONS' }).catch(() => undefined);
  if (!response?.ok) {
    return { code: 'UPLOADS_NONE', message: words.noUploads, hint: words.noUploadsHint };
  }
  const limit = Number(response.headers.get('tus-max-size') ?? Number.POSITIVE_INFINITY);
  if (!(file.size > limit)) return undefined;
  const message = words.tooLarge(bytes(file.size), bytes(limit));
  return { code: 'UPLOAD_TOO_LARGE', message, hint: words.tooLargeHint };
}

function stopped(): Problem {
  const words = WORDS[currentLanguage()].given;
  return { code: 'UPLOAD_FAILED', message: words.uploadFailed, hint: words.uploadFailedHint };
}
