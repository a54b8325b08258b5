/**
 * Answers of real models, and others of their kinds, each beside what is right of it: `lines` of a translation or
 * `points` of a note. They go through the whole translation or the whole reading of a note's request.
 */
import { readdirSync, readFileSync } from 'node:fs';

import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { drain } from '../src/base/async.ts';
import { parseJson } from '../src/base/json.ts';
import { volatileMemory } from '../src/base/memory.ts';
import { askObject } from '../src/llm/ask.ts';
import type { ChatModel } from '../src/llm/chat-model.ts';
import { createChatModel } from '../src/llm/create-model.ts';
import { startSimulatedProvider } from '../src/llm/simulated/server.ts';
import type { Sentence } from '../src/model/sentence.ts';
import { PointsAnswer } from '../src/notes/asking/answers.ts';
import { translate } from '../src/translate/translate.ts';
import { scriptedModel } from './support/scripted-model.ts';
import { scriptedTranslator } from './support/scripted-translator.ts';

const FOLDER = 'test/fixtures/answers';
const SOURCES = [
  "Good morning everyone, let's get started.",
  'La la la.',
  'Imagine a table with 200 million rows.',
  'If each row takes about 100 bytes, that is 20 GB of data on disk.',
];

const Claim = z.object({ t: z.string(), c: z.array(z.int()) });
const Right = z.object({
  to: z.string().default('zh'),
  lines: z.record(z.string(), z.string()).optional(),
  points: z.array(Claim.extend({ sub: z.array(Claim).default([]) })).optional(),
});
const read = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8');
const answers = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({
    name,
    text: read(name),
    right: Right.parse(parseJson(read(name.replace('.txt', '.json')))),
  }));
const translations = answers.filter(({ right }) => right.lines);
const notes = answers.filter(({ right }) => right.points);

/** The talk of which the second line was not really said, and which the others of the answers are about. */
function talkFor(lines: Readonly<Record<string, string>>): Sentence[] {
  const isShort = Object.keys(lines).length === 1;
  const said = isShort ? SOURCES.slice(2, 3) : SOURCES;
  return said.map((text, index) => ({
    id: index + 1,
    start: index * 5,
    end: index * 5 + 5,
    text,
    paragraph: false,
    ...(index === 1 && { doubt: 'loop' as const }),
  }));
}

/** The lines of the talk as a model translates them, by their IDs. */
async function translated(
  model: ChatModel,
  to: string,
  lines: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const brief = { from: 'en', to, context: { topic: '', speakers: [], terms: [] } };
  const options = { model, brief, memory: volatileMemory() };
  const made = await drain(translate(talkFor(lines), options));
  const said = made.filter(({ status }) => status !== 'silent');
  return Object.fromEntries(said.map((line) => [line.id, line.text]));
}

describe('a translation', () => {
  it.each(translations)('is read from $name', async ({ text, right: { to, lines = {} } }) => {
    const { model, asked } = scriptedTranslator(() => text);
    expect(await translated(model, to, lines)).toEqual(lines);
    expect(asked).toHaveLength(1);
  });
});

describe('a translation that comes over the wire', () => {
  let text = '';
  const opened = startSimulatedProvider({ answer: () => text });
  afterAll(async () => (await opened).close());

  it.each(translations)('is read from $name', async (fixture) => {
    ({ text } = fixture);
    const { to, lines = {} } = fixture.right;
    const server = await opened;
    const before = server.requests.length;
    const model = createChatModel({
      provider: 'local',
      model: 'plain',
      baseUrl: `${server.url}/v1`,
    });
    expect(await translated(model, to, lines)).toEqual(lines);
    expect(server.requests.length - before).toBe(1);
  });
});

describe('the points of a note', () => {
  it.each(notes)('are read from $name', async ({ text, right: { points } }) => {
    const { model, asked } = scriptedModel(() => text);
    const request = { task: 'points', user: '1|line', maxTokens: 100 };
    const { value } = await drain(askObject(model, request, PointsAnswer));
    expect(value.points.map(({ part: _, ...point }) => point)).toEqual(points);
    expect(asked).toHaveLength(1);
  });
});

it('every kind is there', () => {
  expect(translations.length).toBeGreaterThan(60);
  expect(notes.length).toBeGreaterThan(12);
});
