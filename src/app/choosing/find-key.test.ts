import { expect, it } from 'vitest';

import { findKey } from './find-key.ts';

it('takes the settings before the environment, and says which', () => {
  const env = { DEEPSEEK_API_KEY: ' sk-environment ' };
  expect(findKey('deepseek', { keys: { deepseek: 'sk-own' } }, env)).toMatchObject({
    value: 'sk-own',
    origin: { en: 'keys.deepseek in the settings file' },
  });
  expect(findKey('deepseek', {}, env)).toMatchObject({
    value: 'sk-environment',
    origin: { en: 'the variable DEEPSEEK_API_KEY' },
  });
  expect(findKey('deepseek', { keys: { deepseek: ' ' } }, {})).toBeUndefined();
});

it.each(['sk-密', 'sk-a\nb', 'sk a'])('refuses %j, which can be no key', (value) => {
  expect(() => findKey('groq', {}, { GROQ_API_KEY: value })).toThrow('the variable GROQ_API_KEY');
});
