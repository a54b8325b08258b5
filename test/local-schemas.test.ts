/** Every answer in JSON that is asked for, in the form that the engine of this machine can enforce. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { drain } from '../src/base/async.ts';
import { schemaFor } from '../src/llm/ask.ts';
import type { ChatModel } from '../src/llm/chat-model.ts';
import { embeddedModel } from '../src/llm/embedded/embedded-model.ts';
import * as notes from '../src/notes/asking/answers.ts';
import { VerdictAnswer } from '../src/notes/verify/verdicts.ts';
import { FoundContext } from '../src/translate/context/context.ts';
import { ReviewAnswer } from '../src/translate/review/verdicts.ts';
import { languageEngine } from './support/language-engine.ts';
import { writeTinyModel } from './support/tiny-gguf.ts';

const ANSWERS = {
  context: FoundContext,
  outline: notes.OutlineAnswer,
  merge: notes.MergeAnswer,
  points: notes.PointsAnswer,
  correct: notes.CorrectionAnswer,
  gap: notes.GapAnswer,
  verify: VerdictAnswer,
  review: ReviewAnswer,
};

let folder = '';
let model: ChatModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-schemas-'));
  const file = join(folder, 'tiny.gguf');
  await writeTinyModel(file);
  model = embeddedModel({
    file,
    engine: resolve(await languageEngine()),
    info: {
      id: 'local:tiny',
      host: 'local',
      window: 2048,
      maxOutput: 1024,
      family: 'claude',
      thinking: 'off',
      size: 'small',
      concurrency: 1,
    },
  });
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));

it.each(Object.entries(ANSWERS))('%s', async (task, answer) => {
  const schema = schemaFor(answer);
  const { text } = await drain(model.ask({ task, user: 'answer', maxTokens: 60, schema }));
  const [first = ''] = Object.keys(Object(schema['properties']));
  expect(first).not.toBe('');
  expect(text.replaceAll(/\s/g, '').startsWith(`{"${first}":`)).toBe(true);
});
