import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isObject, parseJson } from '../base/json.ts';
import { jsonValuesIn } from './json-values.ts';

const whole = (text: string): object[] => jsonValuesIn(text, { isWhole: true });

describe('jsonValuesIn', () => {
  it.each<[string, string, object[]]>([
    ['text around a fence', 'Here:\n```json\n{"a":1}\n```\nDone.', [{ a: 1 }]],
    ['one after another', '{"a":1}\n{"b":[2]}', [{ a: 1 }, { b: [2] }]],
    [
      'Chinese marks',
      '｛“a”：“他说“好”，走了”，“b”：［1，2］｝',
      [{ a: '他说“好”，走了', b: [1, 2] }],
    ],
    [
      'quotes that are not escaped',
      '{"a":"he said "go" and left","b":1}',
      [{ a: 'he said "go" and left', b: 1 }],
    ],
    ['Python', "{'a': 'it', 'b': True,}", [{ a: 'it', b: true }]],
    ['line breaks in a text', '{"a":"one\ntwo"}', [{ a: 'one\ntwo' }]],
    ['no last brace', '{"a":[1,2]', [{ a: [1, 2] }]],
    ['JSON in a text', '"{\\"a\\":1}"', [{ a: 1 }]],
    ['braces in a text', '{"a":"} ] {"}', [{ a: '} ] {' }]],
  ])('reads %s', (_what, text, values) => {
    expect(whole(text)).toEqual(values);
  });

  it('mends nothing that broke off, and takes its parts only where they are wanted', () => {
    const text = '{"points":[{"a":1},{"b":2},{"c"';
    expect(jsonValuesIn(text, { isWhole: false })).toEqual([]);
    expect(jsonValuesIn(text, { isWhole: false, inParts: true })).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('reads all JSON as it is, with anything around it', () => {
    assert(
      property(jsonValue(), (value) => {
        if (!isObject(value)) return;
        expect(whole(`See: ${JSON.stringify(value)} .`)).toEqual([
          parseJson(JSON.stringify(value)),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  // By the square of its length it would take minutes.
  it('takes time in proportion to a text full of brackets', { timeout: 30_000 }, () => {
    expect(whole('[x {'.repeat(64_000))).toEqual([]);
  });
});
