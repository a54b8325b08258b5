/** A server that answers `/audio/transcriptions` with recorded JSON in OpenAI's form, or misbehaves. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { listen } from './listen.ts';

/** What came in. */
export type Asked = {
  readonly url: string;
  readonly authorization: string | undefined;
  /** All fields but the file, in order. */
  readonly fields: readonly (readonly [string, string])[];
  /** Length of the sound, in seconds. */
  readonly seconds: number;
};

/** Answers instead of the usual answer; gives true when it did. */
export type Misbehaviour = (asked: Asked, response: ServerResponse, count: number) => boolean;

export type SpeechServer = {
  readonly baseUrl: string;
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
};

const TEXTS = ['Let', 'us', 'start', 'with', 'the', 'release'];

/** Opens the server; `misbehave` is asked first, with the count of requests so far. */
export async function speechServer(misbehave: Misbehaviour = () => false): Promise<SpeechServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const one = await read(request);
      asked.push(one);
      if (!misbehave(one, response, asked.length)) answer(one, response);
    })().catch(() => response.destroy());
  });
  const address = await listen(server);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => {
      server.close(done);
    });
  };
  return { baseUrl: `${address}/v1/`, asked, close };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  const stream: AsyncIterable<Buffer> = request;
  for await (const chunk of stream) chunks.push(chunk);
  const body = new Uint8Array(Buffer.concat(chunks));
  // Node's own reader of forms is the judge of ours.
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(body, { headers }).formData();
  const fields: [string, string][] = [];
  let seconds = 0;
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.push([name, value]);
    else {
      const wav = Buffer.from(await value.arrayBuffer());
      if (wav.toString('latin1', 0, 4) !== 'RIFF') throw new Error('no WAV');
      seconds = wav.readUInt32LE(40) / 32_000;
    }
  }
  return { url: request.url ?? '', authorization: request.headers.authorization, fields, seconds };
}

export function field({ fields }: Asked, name: string): string[] {
  return fields.filter(([each]) => each === name).map(([, value]) => value);
}

function answer(asked: Asked, response: ServerResponse): void {
  const spoken = TEXTS.slice(0, asked.seconds < 2 ? 3 : TEXTS.length);
  const text = `${spoken.join(' ')}.`;
  const [format] = field(asked, 'response_format');
  if (format === 'text') {
    response.setHeader('content-type', 'text/plain; charset=utf-8').end(`${text}\n`);
    return;
  }
  const words = spoken.map((word, at) => ({ word, start: at * 0.3, end: at * 0.3 + 0.25 }));
  const segment = { id: 0, seek: 0, start: 0, end: 2.5, text: ` ${text}`, avg_logprob: -0.2 };
  const verbose = {
    task: 'transcribe',
    language: 'english',
    duration: asked.seconds,
    text,
    segments: [{ ...segment, no_speech_prob: 0.01 }],
    ...(field(asked, 'timestamp_granularities[]').includes('word') && { words }),
  };
  json(response, 200, format === 'verbose_json' ? verbose : { text });
}

export function json(response: ServerResponse, status: number, body: unknown): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  return true;
}
