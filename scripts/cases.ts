/**
 * Reads each file of a folder that has what is right beside it (`talk.srt`, `talk.srt.expected.json`; the form is that
 * of `test/fixtures/transcripts/`) and says where it was read otherwise. Ends with 1 when any was.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import { differences, expectedFrom } from '../test/support/expected-transcript.ts';

const SUFFIX = '.expected.json';

const [folder = 'test/fixtures/transcripts'] = process.argv.slice(2);
const names = readdirSync(folder);
const cases = names.filter((name) => names.includes(name + SUFFIX));
let wrong = 0;
for (const name of cases) {
  const expected = expectedFrom(readFileSync(join(folder, name + SUFFIX), 'utf8'));
  const found = differences(readFileSync(join(folder, name)), { name, expected });
  if (found.length > 0) wrong += 1;
  for (const difference of found) process.stdout.write(`${name}: ${difference}\n`);
}
process.stdout.write(`${cases.length - wrong} of ${cases.length} files are read rightly.\n`);
if (wrong > 0) process.exitCode = 1;
