/** Values made up from a JSON schema: such as fit, such as nearly fit, and such as nobody would send in good faith. */
import * as fc from 'fast-check';
import { z } from 'zod';

/** As much of a JSON schema as the server's own description uses. */
export type Schema = {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | Schema | undefined;
  readonly items?: Schema | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
};

export const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(Schema).optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), Schema]).optional(),
    items: Schema.optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    maxItems: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
);

/** Schemas by their names, as `#/components/schemas/NAME` refers to them. */
export type Schemas = Readonly<Record<string, Schema>>;

/** What is told apart somewhere, or should be: by databases, file systems, addresses, parsers, pages. No public address. */
export const HOSTILE_TEXT: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\uD800',
    '\uDC00 turned',
    '\u202Etxet',
    '👩‍👩‍👧‍👦',
    '存储引擎',
    '.',
    '..',
    '/',
    '~',
    '../../../../etc/passwd',
    '/etc',
    '/dev/zero',
    '/dev/stdin',
    '/proc/self/environ',
    'C:\\windows\\win.ini',
    'file:///etc/passwd',
    'http://',
    'http://127.0.0.1:9/a.srt',
    'http://[::1]:9/a.mp4',
    'https://10.0.0.1/watch?v=1',
    'http://a:b@0x7f.1/',
    'data:text/plain,a',
    '-',
    '--help',
    '%00',
    '%zz',
    "'; drop table talkleaf.talk; --",
    '" & !(',
    '<script>alert(1)</script>',
    '\r\nx: y',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'NaN',
    '1e400',
    '-1',
    '99999999999999999999',
    '{"a":',
    'WEBVTT\n\n00:00.000 --> 00:01.000\nHello there.\n',
    '1\n00:00:01,000 --> 99:99:99,999\nHello.\n',
    'openai:gpt-4.1',
    'nobody:model',
    'server:x',
  ),
  fc.constantFrom('x', '\u0301', '🙂', '[', '"').map((piece) => piece.repeat(9000)),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const HUGE = fc.constantFrom(0, -0, -1, 0.5, 1e9, 2 ** 31, 2 ** 53, 1e21, 1e308, -1e308);

/** Deeper than any reader of ours has to follow. */
const DEEP: unknown = Array.from({ length: 2000 }).reduce<unknown>((inner) => [inner], 1);

/** Anything that JSON can say. */
export const ANYTHING: fc.Arbitrary<unknown> = fc.oneof(
  HOSTILE_TEXT,
  HUGE,
  fc.constantFrom<unknown>(null, true, [], {}, [[]], DEEP, { length: 1e9 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that fit a schema, as far as it tells. */
export function fitting(schema: Schema, all: Schemas): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return fitting(named(schema.$ref, all), all);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => fitting(each, all)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, all)));
}

function named(reference: string, all: Schemas): Schema {
  const found = all[reference.split('/').at(-1) ?? ''];
  if (!found) throw new Error(`the description has no ${reference}`);
  return found;
}

function ofType(type: string, schema: Schema, all: Schemas): fc.Arbitrary<unknown> {
  const { minimum: min = -1000, maximum: max = 2 ** 31 } = schema;
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min, max });
  if (type === 'number') return fc.double({ min, max, noNaN: true });
  if (type === 'string') return textFor(schema);
  if (type === 'array') {
    return fc.array(fitting(schema.items ?? {}, all), { maxLength: schema.maxItems ?? 5 });
  }
  return objectFor(schema, all);
}

function textFor({ minLength = 0, maxLength = 9000 }: Schema): fc.Arbitrary<string> {
  return HOSTILE_TEXT.map((text) => text.slice(0, maxLength).padEnd(minLength, 'a'));
}

function objectFor(schema: Schema, all: Schemas): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties: others } = schema;
  const parts = Object.entries(properties).map(([name, each]) => [name, fitting(each, all)]);
  const fields: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(parts);
  const known = fc.record(fields, { requiredKeys: [...required] });
  if (typeof others !== 'object') return known;
  return fc.dictionary(HOSTILE_TEXT, fitting(others, all), { maxKeys: 3 });
}

/** Values that would fit a schema but for one thing: a part that is missing, of another kind, or nobody's. */
export function nearlyFitting(schema: Schema, all: Schemas): fc.Arbitrary<unknown> {
  return fc
    .tuple(fitting(schema, all), fc.nat(20), ANYTHING, fc.constantFrom('other', 'none', 'more'))
    .map(([value, at, other, how]) => spoilt(value, { at, other, how }));
}

type Spoiling = { readonly at: number; readonly other: unknown; readonly how: string };

function spoilt(value: unknown, spoiling: Spoiling): unknown {
  const { at, other, how } = spoiling;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return other;
  const parts = Object.entries(value);
  const [name, part] = parts[at % Math.max(parts.length, 1)] ?? [];
  if (name === undefined || how === 'more') {
    return withPart(value, at % 2 === 0 ? '__proto__' : 'constructor', other);
  }
  if (how === 'none') return Object.fromEntries(parts.filter(([each]) => each !== name));
  return withPart(value, name, typeof part === 'object' ? spoilt(part, spoiling) : other);
}

/** Also where the name is one that an assignment would not make a part of. */
function withPart(value: object, name: string, part: unknown): object {
  return Object.fromEntries([...Object.entries(value), [name, part]]);
}
