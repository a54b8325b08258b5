import { join, relative, resolve } from 'node:path';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { slugOf } from './slug.ts';

describe('slugOf', () => {
  it.each([
    ['Tidemark: a year in review', 'Tidemark-a-year-in-review'],
    ['大语言模型的训练（上）', '大语言模型的训练（上）'],
    ['What is C++/Rust?', 'What-is-C-Rust'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..', 'talk'],
    ['.talkleaf', 'talkleaf'],
    ['C:\\Users\\me', 'C-Users-me'],
    ['***', 'talk'],
    ['', 'talk'],
    ['CON', 'talk-CON'],
    ['aux.txt', 'talk-aux.txt'],
    ['com1', 'talk-com1'],
    ['Conway', 'Conway'],
    ['line\none\u0000two\u202Ethree', 'line-one-two-three'],
    ['🎤 My talk 🚀', '🎤-My-talk-🚀'],
    ['ends with dots...', 'ends-with-dots'],
    ['e\u0301tude', 'étude'],
  ])('%j becomes %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('cuts long titles between characters', () => {
    const slug = slugOf('讲'.repeat(500));
    expect(slug).toBe('讲'.repeat(40));
    expect(slugOf('🚀'.repeat(100))).toBe('🚀'.repeat(30));
  });

  it('gives a name every file system takes, whatever the title', () => {
    const title = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom('.', '-', '/', '\\', ' ', 'con', '\n', '_', 'é', '\u0301', '讲', '"'),
        maxLength: 80,
      }),
    );
    fc.assert(
      fc.property(title, (text) => {
        const slug = slugOf(text);
        expect(slug).not.toBe('');
        // oxlint-disable-next-line no-control-regex
        expect(slug).not.toMatch(/[/\\:*?"<>|\u0000-\u001f\u007f]|^[.\s-]|[.\s-]$/);
        expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(120);
        expect(relative(resolve('/out'), join('/out', slug))).toBe(slug);
        expect(slugOf(slug)).toBe(slug);
      }),
      { numRuns: 500 },
    );
  });
});
