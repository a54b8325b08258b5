import { expect, it } from 'vitest';

import { SPEECH_MODELS } from '../../speech/models/model-list.ts';
import { MODEL_WORDS } from './model-words.ts';

it.each(['en', 'zh'] as const)('says in %s what each model on the list is good at', (language) => {
  const { goodAt } = MODEL_WORDS[language];
  const silent = SPEECH_MODELS.map(({ name }) => name).filter(
    (name) => !name.endsWith('.en') && goodAt[name] === undefined,
  );
  expect(silent).toEqual([]);
});
