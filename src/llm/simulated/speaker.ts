import type { Spoken } from './asked.ts';
import type { Fault, SimulatedError } from './faults.ts';

/** Token counts of one answer. */
export type SimulatedUsage = {
  /** Input tokens, cached ones included. */
  readonly input: number;
  /** Input tokens read from the cache. */
  readonly cached: number;
  /** Output tokens. */
  readonly output: number;
};

/** An answer ready to be told: what it says, how it ends, what it cost. */
export type Telling = {
  readonly model: string;
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'filter' | 'odd' | null;
  /** `undefined` when the counts are left out. */
  readonly usage: SimulatedUsage | undefined;
  readonly fault: Fault;
  /** True when the answer has to come as a call of a tool named `json`. */
  readonly asTool: boolean;
};

/** One wire, spoken from the server's side. Every text is sent as it is. */
export type Speaker = {
  readonly contentType: string;
  /** Finds the parts of a request. `path` is the path it came to. */
  heard(body: Readonly<Record<string, unknown>>, path: string): Spoken;
  error(status: number, error: SimulatedError): string;
  /** The whole answer as one document. */
  whole(telling: Telling): string;
  open(telling: Telling): string;
  reasoning(text: string, telling: Telling): string;
  /** Comes before the first piece of text. */
  beginText?(telling: Telling): string;
  delta(text: string, telling: Telling): string;
  close(telling: Telling): string;
  /** An error in the middle of a stream. */
  errorEvent(error: SimulatedError): string;
  readonly keepAlive: string;
};

/** A chat message's text, whether it is one text or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : '',
    )
    .join('');
}

/** A value inside nested objects; `undefined` when the way is not there. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = new Map<string, unknown>(Object.entries(here)).get(name);
  }
  return here;
}

/** Texts of the messages of one role, joined. */
export function messagesOf(body: unknown, role: string): string {
  const messages = at(body, 'messages');
  if (!Array.isArray(messages)) return '';
  return messages
    .filter((message: unknown) => at(message, 'role') === role)
    .map((message: unknown) => textOf(at(message, 'content')))
    .join('\n');
}

/** A server-sent event. */
export function event(data: unknown, name?: string): string {
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
}
