/** Requests made up from a server's own description: right ones, nearly right ones, and hostile ones. */
import * as fc from 'fast-check';
import { z } from 'zod';

import { ANYTHING, fitting, HOSTILE_TEXT, nearlyFitting, Schema, type Schemas } from './made-up.ts';

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  schema: Schema,
});

const Described = z.object({
  parameters: z.array(Parameter).default([]),
  requestBody: z
    .object({ content: z.object({ 'application/json': z.object({ schema: Schema }) }) })
    .optional(),
  responses: z.record(z.string(), z.object({ content: z.object({}).loose().optional() })),
});

/** The server's own description of what it answers, as much of it as is needed here. */
export const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), Described)),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

export type Operation = z.infer<typeof Described> & {
  readonly method: string;
  /** `/api/talks/{id}`. */
  readonly path: string;
};

export function operationsOf({ paths }: z.infer<typeof Description>): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      ...described,
      path,
      method: method.toUpperCase(),
    })),
  );
}

export type MadeUp = {
  readonly method: string;
  /** As it is sent; a place in braces is filled when it is. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
};

/** Stands for the ID of a talk that is there. */
export const KNOWN = 'KNOWN';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND'] as const;

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/xml',
  'application/json; charset=utf-16',
  'application/json;;;',
  'application/problem+json',
  'json',
  ';',
] as const;

/** What a header may hold at all; Node sends nothing else. */
const HEADER_TEXT = HOSTILE_TEXT.map((text) => text.replace(/[^\x20-\x7E]/g, '').slice(0, 2000));

/** Requests of one operation; most are its own, one in ten has another method. */
export function requestsOf(operation: Operation, all: Schemas): fc.Arbitrary<MadeUp> {
  return fc
    .record({
      method: mostly(operation.method, fc.constantFrom(...METHODS)),
      path: pathOf(operation),
      query: queryOf(operation, all),
      headers: headersOf(operation),
      body: bodyOf(operation, all),
    })
    .map(({ method, path, query, headers, body }) => ({
      method,
      path: path + query,
      headers,
      // Node itself sends none with these.
      body: method === 'GET' || method === 'HEAD' ? undefined : body,
    }));
}

function mostly<Value>(usual: Value, others: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });
}

/** Node itself refuses longer addresses, and its adapter those with a backslash; in characters before they are escaped. */
const LONGEST_PART = 900;

/** Text in an address: escaped as it should be, or only as much as can be sent at all. */
const inAddress: fc.Arbitrary<string> = fc
  .tuple(HOSTILE_TEXT, fc.boolean())
  .map(([whole, isEscaped]) => {
    const text = whole.slice(0, LONGEST_PART);
    return isEscaped ? escaped(text) : text.replace(/[^\x21-\x7E]|\\/g, '%00');
  });

function pathOf({ path, parameters }: Operation): fc.Arbitrary<string> {
  const places = parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name }) => fc.tuple(fc.constant(`{${name}}`), placeNamed(name)));
  return fc
    .tuple(...places)
    .map((filled) =>
      filled.reduce((whole, [place, text]) => whole.replace(place, () => text), path),
    );
}

function placeNamed(name: string): fc.Arbitrary<string> {
  const usual = name === 'id' ? KNOWN : 'talk.json';
  return fc.oneof(fc.constant(usual), inAddress);
}

function queryOf({ parameters }: Operation, all: Schemas): fc.Arbitrary<string> {
  const parts = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) =>
      fc
        .oneof(
          fitting(schema, all).map((value) => escaped(value)),
          inAddress,
        )
        .map((text) => `${name}=${text}`),
    );
  return fc
    .tuple(fc.tuple(...parts), fc.array(inAddress, { maxLength: 1 }), fc.boolean())
    .map(([known, more, isWhole]) => [...(isWhole ? known : known.slice(1)), ...more])
    .map((said) => (said.length === 0 ? '' : `?${said.join('&')}`));
}

function escaped(value: unknown): string {
  const whole = String(value).slice(0, LONGEST_PART);
  return encodeURIComponent(whole.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

function headersOf({ parameters, requestBody }: Operation): fc.Arbitrary<Record<string, string>> {
  const own = parameters
    .filter((parameter) => parameter.in === 'header')
    .map(({ name }) => [name, HEADER_TEXT]);
  const type = mostly('application/json', fc.oneof(fc.constantFrom(...TYPES), HEADER_TEXT));
  return fc.record(
    {
      ...Object.fromEntries(own),
      'accept-language': fc.oneof(fc.constantFrom('en', 'zh-CN'), HEADER_TEXT),
      range: fc.constantFrom('bytes=0-10', 'bytes=5-1', 'bytes=9999999999-', 'bytes=0-1,3-4', 'x'),
      'if-none-match': fc.constantFrom('*', '"a"', 'W/"'),
      'if-match': fc.constantFrom('*', '"a"'),
      'content-type': type,
    },
    { requiredKeys: requestBody ? ['content-type'] : [] },
  );
}

function bodyOf({ requestBody }: Operation, all: Schemas): fc.Arbitrary<string | undefined> {
  const schema = requestBody?.content['application/json'].schema;
  if (!schema) return fc.option(asJson(ANYTHING), { freq: 4, nil: undefined });
  const fits = asJson(fitting(schema, all));
  return fc.oneof(
    { weight: 5, arbitrary: fits },
    { weight: 5, arbitrary: asJson(nearlyFitting(schema, all)) },
    { weight: 2, arbitrary: asJson(ANYTHING) },
    { weight: 1, arbitrary: fc.tuple(fits, fc.nat(40)).map(([text, cut]) => text.slice(0, cut)) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, '', '\uFEFF{}', '{}{}', '[', '1e999') },
    { weight: 1, arbitrary: fc.constant('['.repeat(50_000)) },
  );
}

function asJson(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return values.map((value) => JSON.stringify(value));
}
