/** The house rules: which room may import which, and no circles inside a room. Reads every import in src/ and checks it. */
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
  weights: ['model', 'base', 'network'],
  llm: ['model', 'base', 'text', 'network'],
  store: ['model', 'base', 'text'],
  sources: ['model', 'base', 'text', 'network'],
  media: [
    'model',
    'base',
    'text',
    'network/network.ts',
    'weights/fetch-file.ts',
    'weights/on-disk.ts',
  ],
  speech: ['model', 'base', 'text', 'network/network.ts', 'weights'],
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
  jobs: ['model', 'base', 'text', 'store'],
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
    'weights',
    'speech',
    'restore',
    'translate',
    'notes',
    'cutting',
    'pipeline',
  ],
  server: ['model', 'base', 'network', 'store', 'leaf', 'llm', 'sources', 'jobs', 'app'],
  cli: [
    'server',
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
    'weights',
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

/** The files of ours that a file names, as paths in src/. */
function importsOf(file: string): string[] {
  return namedIn(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => join(dirname(file), name));
}

describe.each(Object.entries(mayImport))('room %s', (room, below) => {
  it.each(files.filter((file) => roomOf(file) === room))('%s', (file) => {
    const allowed = [room, ...below];
    const forbidden = importsOf(file).filter(
      (target) => !allowed.includes(target) && !allowed.includes(roomOf(target)),
    );
    expect(forbidden, `${room} may import ${below.join(', ') || 'nothing'}`).toEqual([]);
  });
});

/** The folders that a folder imports, in its own room; the files of a room outside its folders count as one. */
const foldersBelow = new Map<string, Set<string>>();
for (const file of files) {
  const folder = dirname(file);
  const below = foldersBelow.get(folder) ?? new Set();
  foldersBelow.set(folder, below);
  for (const target of importsOf(file)) {
    if (roomOf(target) === roomOf(file) && dirname(target) !== folder) below.add(dirname(target));
  }
}

/** All folders that can be reached from one, over however many others. */
function reachedFrom(folder: string, reached = new Set<string>()): ReadonlySet<string> {
  for (const next of foldersBelow.get(folder) ?? []) {
    if (reached.has(next)) continue;
    reached.add(next);
    reachedFrom(next, reached);
  }
  return reached;
}

it('has folders that import each other one way only', () => {
  const circles = [...foldersBelow.keys()]
    .map((folder) => [...reachedFrom(folder)].filter((other) => reachedFrom(other).has(folder)))
    .filter((circle) => circle.length > 0)
    .map((circle) => circle.toSorted().join(' '));
  expect([...new Set(circles)]).toEqual([]);
});

it('knows every room', () => {
  const rooms = new Set(files.map(roomOf).filter((room) => room !== ''));
  expect([...rooms].toSorted()).toEqual(Object.keys(mayImport).toSorted());
});
