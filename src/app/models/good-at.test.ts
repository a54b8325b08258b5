import { expect, it } from 'vitest';

import { MODELS } from '../../weights/model-list.ts';
import { GOOD_AT } from './good-at.ts';

it.each(['en', 'zh'] as const)('says in %s what each model on the list is good at', (language) => {
  const silent = MODELS.map(({ name }) => name).filter(
    (name) => !name.endsWith('.en') && GOOD_AT[language][name] === undefined,
  );
  expect(silent).toEqual([]);
});
