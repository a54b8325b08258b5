/** Language models on this machine: what they cost beside llama.cpp's own server, and what comes of a talk. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import type { ChatRequest } from '../../src/llm/chat-model.ts';
import { embeddedModel } from '../../src/llm/embedded/embedded-model.ts';
import { languageEngine } from '../../test/support/language-engine.ts';
import { PARALLEL } from '../../test/support/parallel.ts';
import { watch } from './hearing/watch.ts';
import { type Answer, askBoth, type Pair, startServer } from './local-models/ask-both.ts';
import { measureInstalls } from './local-models/installs.ts';
import { median, type Row, time } from './table.ts';

/** As small as a small model begins with. */
const LINES = 8;
/** Requests that both are asked, of each model. */
const REQUESTS = 12;
const Lines = z.object({
  languages: z.record(
    z.string(),
    z.union([
      z.object({ lines: z.array(z.object({ status: z.string(), text: z.string() })) }),
      z.object({ translation: z.array(z.object({ status: z.string(), text: z.string() })) }),
    ]),
  ),
});

export async function measureLocalModels(): Promise<Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      weights: { type: 'string' },
      talks: { type: 'string', multiple: true },
      'llama-server': { type: 'string' },
    },
  });
  const { weights = '', talks = [], 'llama-server': server = '' } = values;
  if (!existsSync(weights)) {
    return [['models of this machine', 'not measured: --weights DIR names no folder', '']];
  }
  const rows: Row[] = await measureInstalls();
  for (const name of readdirSync(weights).filter((each) => each.endsWith('.gguf'))) {
    const file = resolve(weights, name);
    if (existsSync(server)) rows.push(...(await speedOf(file, server)));
    for (const talk of talks) {
      const what = `${name}, ${basename(talk)}: of all lines; time; memory`;
      rows.push([what, await outcomeOf(file, talk), '']);
    }
  }
  return rows;
}

async function speedOf(file: string, program: string): Promise<Row[]> {
  const threads = Math.max(1, availableParallelism() - 1);
  const own = embeddedModel({
    file,
    engine: resolve(await languageEngine()),
    info: {
      id: 'bench',
      host: 'bench',
      window: 4096,
      maxOutput: 2048,
      family: 'claude',
      thinking: 'off',
      size: 'small',
      concurrency: 1,
    },
  });
  const { model: other, close } = await startServer(program, file, threads);
  try {
    const requests = requestsFrom(PARALLEL.map(({ en }) => en));
    // Loading is not what is compared.
    await askBoth(requests.slice(0, 1), { own, other });
    const pairs = await askBoth(requests, { own, other });
    const ratio = median(pairs.map((pair) => pace(pair.own) / pace(pair.other)));
    const [mine, theirs] = [pairs.map((pair) => pair.own), pairs.map((pair) => pair.other)];
    const name = basename(file);
    return [
      [`${name}: tokens a second, Talkleaf; llama-server`, `${speed(mine)}; ${speed(theirs)}`, ''],
      ['… time for a token to that of llama-server, median', ratio.toFixed(2), '≤ 1.1'],
      ['… rows missing or extra, of those asked: Talkleaf', astray(requests, pairs, 'own'), '0'],
      ['… the same under llama-server, with our grammar', astray(requests, pairs, 'other'), '0'],
    ];
  } finally {
    close();
  }
}

function pace({ seconds, tokens }: Answer): number {
  return seconds / Math.max(1, tokens);
}

function speed(answers: readonly Answer[]): string {
  const [tokens, seconds] = [
    sum(answers.map((each) => each.tokens)),
    sum(answers.map((each) => each.seconds)),
  ];
  return (tokens / seconds).toFixed(1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

/** Rows that are not what was asked for, in an answer that came to its end. */
function astray(
  requests: readonly ChatRequest[],
  pairs: readonly Pair[],
  which: keyof Pair,
): string {
  let [wrong, all] = [0, 0];
  for (const [at, { rows = [] }] of requests.entries()) {
    const written = pairs[at]?.[which].text.trimEnd().split('\n') ?? [];
    all += rows.length;
    wrong += Math.max(0, written.length - rows.length);
    for (const [place, { id }] of rows.entries())
      if (!written[place]?.startsWith(`${id}|`)) wrong += 1;
  }
  return `${wrong} of ${all}`;
}

/** Requests as the lanes make them: some lines each, into Spanish. */
function requestsFrom(texts: readonly string[]): ChatRequest[] {
  const sentences = texts.map((text, at) => ({ id: at + 1, text }));
  return Array.from({ length: REQUESTS }, (_, at) => {
    const from = (at * LINES) % Math.max(1, sentences.length - LINES);
    const lines = sentences.slice(from, from + LINES);
    return {
      task: 'translate',
      system:
        'You translate the talk below from English into Spanish, one line per line: number|text.',
      user: lines.map(({ id, text }) => `${id}|${text}`).join('\n'),
      rows: lines.map(({ id, text }) => ({ id, characters: 40 + 3 * text.length })),
      expectTokens: 600,
      maxTokens: 1200,
    };
  });
}

/** The whole command over a talk, into Spanish; or why it gave up. */
async function outcomeOf(file: string, talk: string): Promise<string> {
  try {
    return await talkOf(file, talk);
  } catch (error) {
    const [, said = String(error)] = /: (.*)$/m.exec(String(error)) ?? [];
    return `given up: ${said}`;
  }
}

async function talkOf(file: string, talk: string): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'talkleaf-local-'));
  try {
    const home = join(out, '.models');
    const args = [
      'dist/cli/bin.js',
      talk,
      '--model',
      `local:${file}`,
      '--to',
      'es',
      '--no-note',
      '--yes',
    ];
    const { seconds, peakMegabytes } = await watch(
      process.execPath,
      [...args, '--quiet', '--out', out],
      { ...process.env, TALKLEAF_MODELS: home, TALKLEAF_SETTINGS: '/nonexistent/settings.json' },
    );
    const [made = ''] = (await readdir(out)).filter((name) => !name.startsWith('.'));
    const { languages } = Lines.parse(
      parseJson(await readFile(join(out, made, 'talk.json'), 'utf8')),
    );
    const [only] = Object.values(languages);
    const lines = only && ('lines' in only ? only.lines : only.translation);
    const count = (status: string): number =>
      lines?.filter((line) => line.status === status).length ?? 0;
    const plain = count('ok') + count('repaired');
    const told = `${count('untranslated')} refused, ${count('flagged')} marked, ${plain} as right`;
    return `${lines?.length ?? 0} lines: ${told}; ${time(seconds)}; ${Math.round(peakMegabytes)} MB`;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
