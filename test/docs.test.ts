/** Pages that are generated, or speak of the tree, are true. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { errorsPage } from '../scripts/docs/errors-page.ts';
import { settingsPage } from '../scripts/docs/settings-page.ts';
import { parseJson } from '../src/base/json.ts';
import { VERSION } from '../src/base/version.ts';

const page = (path: string): string => readFileSync(path, 'utf8');
const Package = z.object({ version: z.string(), scripts: z.record(z.string(), z.string()) });
const manifest = Package.parse(parseJson(page('package.json')));

it('docs/errors.md is fresh: run npm run docs', () => {
  expect(page('docs/errors.md')).toBe(errorsPage());
});

it('docs/settings.md is fresh: run npm run docs', () => {
  expect(page('docs/settings.md')).toBe(settingsPage());
});

it('the command tells the version of the package', () => {
  expect(VERSION).toBe(manifest.version);
});

describe('AGENTS.md', () => {
  const text = page('AGENTS.md');
  const rooms = readdirSync('src', { withFileTypes: true }).filter((each) => each.isDirectory());

  it.each(rooms.map((room) => room.name))('names the room %s', (room) => {
    expect(text).toContain(`src/${room}/`);
  });
  it('names only rooms and pages that exist', () => {
    const named = [...text.matchAll(/`?((?:src|docs|test|scripts)\/[\w./-]+)`?/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
  it('names only commands that exist', () => {
    const named = [...text.matchAll(/npm run (\w+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });
});
