/** The house rules: which room may import which. Reads every import in src/ and checks it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

/** Each room, with the rooms below it (or single files in them) that it may import. */
const mayImport: Record<string, readonly string[]> = {
  model: [],
  base: [],
  page: [],
  text: ['model', 'base'],
  network: ['model', 'base'],
  transcripts: ['model', 'base', 'text'],
  subtitles: ['model', 'base', 'text'],
  leaf: ['model', 'base', 'text'],
  llm: ['model', 'base', 'text', 'network'],
  store: ['model', 'base', 'text'],
  sources: ['model', 'base', 'text', 'network'],
  media: ['model', 'base', 'text'],
  speech: ['model', 'base', 'text'],
  restore: [
    'model',
    'base',
    'text',
    'transcripts',
    'llm/chat-model.ts',
    'llm/failures/model-error.ts',
  ],
  translate: [
    'model',
    'base',
    'text',
    'llm/chat-model.ts',
    'llm/failures/model-error.ts',
    'llm/ask.ts',
    'llm/ask-once.ts',
  ],
  notes: [
    'model',
    'base',
    'text',
    'llm/chat-model.ts',
    'llm/failures/model-error.ts',
    'llm/ask.ts',
    'llm/ask-once.ts',
  ],
  cutting: ['model', 'base', 'text', 'transcripts', 'subtitles', 'leaf', 'media', 'store'],
  pipeline: [
    'model',
    'base',
    'text',
    'subtitles',
    'leaf',
    'llm/chat-model.ts',
    'restore',
    'translate',
    'notes',
  ],
  app: [
    'model',
    'base',
    'network',
    'text',
    'transcripts',
    'subtitles',
    'leaf',
    'llm',
    'store',
    'sources',
    'media',
    'speech',
    'restore',
    'translate',
    'notes',
    'cutting',
    'pipeline',
  ],
  cli: [
    'model',
    'base',
    'network',
    'text',
    'transcripts',
    'subtitles',
    'leaf',
    'llm',
    'store',
    'sources',
    'media',
    'speech',
    'translate',
    'notes',
    'cutting',
    'pipeline',
    'app',
  ],
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.test)\.ts$/.test(file));
const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '');

/** Every module a file names, whether in an import, a type import, a re-export or an `import()`. */
function namedIn(file: string): string[] {
  const text = readFileSync(join('src', file), 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  return [
    ...staticImports.map((found) => found.moduleRequest.value),
    ...staticExports.flatMap((found) => found.entries.map((entry) => entry.moduleRequest?.value)),
    ...dynamicImports.map(({ moduleRequest: at }) => text.slice(at.start + 1, at.end - 1)),
  ].filter((name): name is string => name !== undefined);
}

describe.each(Object.entries(mayImport))('room %s', (room, below) => {
  it.each(files.filter((file) => roomOf(file) === room))('%s', (file) => {
    const allowed = [room, ...below];
    const forbidden = namedIn(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(file), name))
      .filter((target) => !allowed.includes(target) && !allowed.includes(roomOf(target)));
    expect(forbidden, `${room} may import ${below.join(', ') || 'nothing'}`).toEqual([]);
  });
});

it('knows every room', () => {
  const rooms = new Set(files.map(roomOf).filter((room) => room !== ''));
  expect([...rooms].toSorted()).toEqual(Object.keys(mayImport).toSorted());
});
