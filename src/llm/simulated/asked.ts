import { parseJson } from '../../base/json.ts';
import type { WireName } from '../models/providers.ts';

/** What a request to the simulated provider asks for. */
export type Asked = {
  readonly wire: WireName;
  readonly model: string;
  /** Recognised by the shape of the answer that is asked for. */
  readonly task:
    | 'context'
    | 'outline'
    | 'points'
    | 'merge'
    | 'verify'
    | 'review'
    | 'restore'
    | 'translate';
  /** Ids of the lines asked about, in order. */
  readonly ids: readonly number[];
  /** The last block of `ID|text` lines in the user's message. */
  readonly lines: readonly { readonly id: number; readonly text: string }[];
  readonly system: string;
  readonly user: string;
  readonly schema?: unknown;
  /** Count of times exactly this request has come, this one included. */
  readonly attempt: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The request as it came. */
  readonly body: Readonly<Record<string, unknown>>;
};

/** The parts of a request that each wire keeps in a place of its own. */
export type Spoken = Pick<Asked, 'model' | 'system' | 'user' | 'schema'>;

/** The task by a field only its answer has, in the order they are looked for. */
const TASKS = [
  ['topic', 'context'],
  ['sections', 'outline'],
  ['points', 'points'],
  ['joins', 'merge'],
  ['ok', 'verify'],
  ['faults', 'review'],
] as const;

/** The task, by the fields of the answer: from the schema, else from the example in the prompt. */
export function taskOf({ schema, system, user }: Omit<Spoken, 'model'>): Asked['task'] {
  const fields = schema === undefined ? exampleFields(`${system}\n${user}`) : propertiesOf(schema);
  const task = TASKS.find(([field]) => fields.includes(field))?.[1];
  const isText = fields.length === 0 && linesOf(user).length === 0;
  return task ?? (isText ? 'restore' : 'translate');
}

function propertiesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return [];
  const { properties } = schema;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

/** Fields of the JSON objects that stand on lines of their own: examples, or a schema in words. */
function exampleFields(prompt: string): string[] {
  return prompt
    .split('\n')
    .filter((line) => /^\s*\{\s*"/.test(line))
    .flatMap((line) => {
      const value = parseJson(line);
      if (typeof value === 'object' && value !== null) {
        return 'properties' in value ? propertiesOf(value) : Object.keys(value);
      }
      return [...line.matchAll(/"(\w+)"\s*:/g)].map(([, field = '']) => field);
    });
}

/** The last block of `ID|text` lines; `[m:ss]` marks inside it are passed over. */
export function linesOf(user: string): Asked['lines'] {
  let block: { id: number; text: string }[] = [];
  let isOpen = false;
  for (const line of user.split('\n')) {
    const found = /^\s*(\d+)\s*\|(.*)$/.exec(line);
    if (found) {
      if (!isOpen) block = [];
      isOpen = true;
      block.push({ id: Number(found[1]), text: (found[2] ?? '').trim() });
    } else if (!/^\s*\[[\d:]+\]\s*$/.test(line)) {
      isOpen = false;
    }
  }
  return block;
}
