import { expect, it } from 'vitest';

import { SOURCES } from '../../weights/model-source.ts';
import { sourcesFor } from './model-sources.ts';

it.each([
  [{}, undefined, SOURCES],
  [{ HF_ENDPOINT: '' }, undefined, SOURCES],
  [
    { HF_ENDPOINT: 'https://hf-mirror.com/' },
    undefined,
    [{ base: 'https://hf-mirror.com', form: 'hub' }],
  ],
  [
    { MODEL_ENDPOINT: 'https://www.modelscope.cn/', HF_ENDPOINT: 'https://hf-mirror.com' },
    undefined,
    [{ base: 'https://www.modelscope.cn', form: 'modelscope' }],
  ],
  [
    { HF_ENDPOINT: 'https://hf-mirror.com' },
    'modelscope.cn',
    [{ base: 'https://modelscope.cn', form: 'modelscope' }],
  ],
  [{}, 'localhost:8080/models', [{ base: 'http://localhost:8080/models', form: 'hub' }]],
  [{}, 'not-modelscope.cn', [{ base: 'https://not-modelscope.cn', form: 'hub' }]],
] as const)('%o and the setting %s', (env, modelsFrom, sources) => {
  expect(sourcesFor({ env, modelsFrom })).toEqual(sources);
});
