import { describe, expect, it } from 'vitest';

import { factsOf } from './catalogue.ts';
import { PROVIDERS } from './providers.ts';
import { adapt, firstSettings, type Settings } from './settings.ts';

const provider = PROVIDERS.openai;
const first = firstSettings(provider, factsOf('a-new-model', { local: false }));

function after(
  words: string,
  from: Partial<Settings> = {},
  hasSchema = true,
): Settings | undefined {
  return adapt({ words, settings: { ...first, ...from }, provider, hasSchema, hasRows: false });
}

describe('firstSettings', () => {
  it('sends no switch to a model that cannot reason', () => {
    const settings = firstSettings(provider, factsOf('gpt-4.1', { local: false }));
    expect(settings).toMatchObject({ structured: 'json_schema', thinkingOff: {} });
    expect(first.thinkingOff).toEqual({ reasoning_effort: 'none' });
  });
});

describe('adapt', () => {
  it.each([
    [
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported.",
      { structured: 'json_object' },
    ],
    ["'response_format.type' must be 'json_schema' or 'text'", { structured: 'json_object' }],
    ['Invalid schema for response_format: too deep', { structured: 'json_object' }],
    ['No endpoints found that support the requested parameters', { structured: 'json_object' }],
    [
      "Unsupported parameter: 'max_completion_tokens'",
      { maxTokensField: 'max_tokens', isRenamed: true },
    ],
    [
      'max_tokens is too large: 8000. This model supports at most 4096 completion tokens',
      { maxOutput: 4096 },
    ],
    ['Invalid max_tokens value, the valid range of max_tokens is [1, 8192]', { maxOutput: 8192 }],
    ['Range of max_tokens should be [1, 2048]', { maxOutput: 2048 }],
    [
      'max_tokens: 128001 > 64000, which is the maximum allowed number of output tokens',
      { maxOutput: 64_000 },
    ],
    [
      "Unsupported value: 'reasoning_effort' does not support 'none'",
      { thinkingOff: { reasoning_effort: 'minimal' } },
    ],
    ['Unrecognized request argument supplied: reasoning_effort', { thinkingOff: {} }],
    ['This model only works in thinking mode.', { thinkingOff: { reasoning_effort: 'minimal' } }],
    ['Unknown field: stream_options', { askUsage: false }],
  ])('understands "%s"', (words, changed) => {
    expect(after(words)).toEqual({ ...first, ...changed });
  });

  it('renames the field for newer models', () => {
    const words = "'max_tokens' is not supported. Use 'max_completion_tokens' instead.";
    expect(after(words, { maxTokensField: 'max_tokens' })?.maxTokensField).toBe(
      'max_completion_tokens',
    );
    expect(after(words)).toBeUndefined();
  });

  it('comes to an end, whatever the server says', () => {
    const words =
      'response_format json_schema json_object reasoning_effort max_completion_tokens stream_options';
    let settings: Settings | undefined = first;
    let count = 0;
    for (; settings && count < 50; count += 1) {
      settings = adapt({ words, settings, provider, hasSchema: true, hasRows: false });
    }
    expect(count).toBeLessThan(12);
  });

  it('leaves complaints about other things alone', () => {
    expect(after('The messages must not be empty.')).toBeUndefined();
    expect(after('json_schema is not supported', {}, false)).toBeUndefined();
    expect(after('json_schema is not supported', { structured: 'none' })).toBeUndefined();
  });
});
