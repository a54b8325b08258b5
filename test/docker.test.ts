/** What the image is built of and runs, as far as can be told without building it. */
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../src/base/json.ts';
import { run } from './support/command.ts';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const compose = readFileSync('compose.yaml', 'utf8');
/** Instructions with what follows them, continued lines joined. */
const instructions = dockerfile
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => ({ name: line.split(' ')[0], rest: line.slice(line.indexOf(' ') + 1) }));
const all = (name: string): string[] =>
  instructions.filter((each) => each.name === name).map(({ rest }) => rest);
const words = (name: string): string[] =>
  z.array(z.string()).parse(parseJson(all(name).at(-1) ?? ''));
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()), files: z.array(z.string()) })
  .parse(parseJson(readFileSync('package.json', 'utf8')));

describe('Dockerfile', () => {
  it('is built on a pinned major version that the package takes', () => {
    for (const image of all('FROM')) expect(image).toMatch(/^node:2\d-slim(?: AS \w+)?$/);
    expect(dockerfile + compose).not.toMatch(/\blatest\b/);
  });

  it('does not run as root', () => {
    const user = instructions.findLastIndex(({ name }) => name === 'USER');
    expect(instructions[user]?.rest).toBe('node');
    expect(instructions.findLastIndex(({ name }) => name === 'RUN')).toBeLessThan(user);
  });

  it('runs scripts that there are, and takes along all that the package has', () => {
    const ran = [...dockerfile.matchAll(/npm run (\w+)/g)].map(([, name = '']) => name);
    expect(ran.filter((name) => !(name in scripts.scripts))).toEqual([]);
    const taken = all('COPY').map((rest) => /\/app\/(\S+) /.exec(rest)?.[1]);
    expect(taken).toEqual(expect.arrayContaining([...scripts.files, 'package.json']));
  });

  it('keeps what it writes in its volume', () => {
    expect(all('VOLUME')).toEqual(['/data']);
    const kept = [...dockerfile.matchAll(/TALKLEAF_\w+=(\S+)/g)].map(([, path]) => path);
    expect(kept.length).toBe(2);
    expect(kept.every((path) => path?.startsWith('/data/.'))).toBe(true);
  });

  it('serves at the port it exposes and is asked at', () => {
    const command = words('CMD');
    const port = command[command.indexOf('--port') + 1];
    expect(all('EXPOSE')).toEqual([port]);
    expect(all('HEALTHCHECK')[0]).toContain(`127.0.0.1:${port}/api/openapi.json`);
    expect(compose).toContain(`127.0.0.1:${port}:${port}`);
  });
});

describe('the commands of both', () => {
  const composed = /command:\n((?: +- .*\n)+)/.exec(compose)?.[1] ?? '';
  const inCompose = [...composed.matchAll(/- '?([^'\n]+)'?\n/g)].map(([, word = '']) => word);

  it('have only flags that the command line knows', async () => {
    expect(words('ENTRYPOINT')).toEqual(['node', 'dist/cli/bin.js']);
    const { stdout } = await run(['help', 'serve']);
    for (const command of [words('CMD'), inCompose]) {
      expect(command[0]).toBe('serve');
      const flags = command.filter((word) => word.startsWith('--'));
      expect(flags.filter((flag) => !stdout.includes(`${flag} `))).toEqual([]);
    }
    // The database is all that they differ in.
    expect(inCompose.slice(0, words('CMD').length)).toEqual(words('CMD'));
  });

  it('serve a fixed major version of PostgreSQL with a volume', () => {
    expect(compose).toMatch(/image: postgres:16\n/);
    expect(compose).toMatch(/- database:\/var\/lib\/postgresql\/data\n/);
  });
});
