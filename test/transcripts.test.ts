/** Files as people have them, each with what is right of it beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { differences, expectedFrom } from './support/expected-transcript.ts';

const FOLDER = 'test/fixtures/transcripts';
const SUFFIX = '.expected.json';
const names = readdirSync(FOLDER).filter((name) => !name.endsWith(SUFFIX));

it.each(names)('%s', (name) => {
  const bytes = readFileSync(join(FOLDER, name));
  const expected = expectedFrom(readFileSync(join(FOLDER, name + SUFFIX), 'utf8'));
  expect(differences(bytes, { name, expected })).toEqual([]);
});
