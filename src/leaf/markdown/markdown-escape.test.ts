import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';

import { hostileText } from '../../../test/fixtures/generated-talk.ts';
import { flat } from '../shown/flat-text.ts';
import { blockMarkdown, inlineMarkdown, markdownLink } from './markdown-escape.ts';

const rendered = (markdown: string): string =>
  micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });

/** What a reader sees, without the paragraph it stands in. */
const seen = (html: string): string =>
  html
    .replace(/^<p>|<\/p>$/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

describe('blockMarkdown', () => {
  it('comes out as the text it was', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(seen(rendered(blockMarkdown(text)))).toBe(flat(text).trim());
      }),
      { numRuns: 400 },
    );
  });

  it('comes out as the text it was, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), (text) => {
        expect(seen(rendered(blockMarkdown(text)))).toBe(flat(text).trim());
      }),
      { numRuns: 400 },
    );
  });

  it('leaves ordinary sentences as they are', () => {
    const said = 'In 2019, snake_case cost 3.5 % more (see AT&T, C#): "a - b"? Yes! 版本 3，好。';
    expect(blockMarkdown(said)).toBe(said);
  });

  it('hides nothing from readers of Obsidian, and makes no formula', () => {
    expect(inlineMarkdown('%%x%% ==y== [[z]] $5 and $6 #tag')).toBe(
      '\\%\\%x\\%\\% \\=\\=y\\=\\= \\[\\[z\\]\\] \\$5 and \\$6 \\#tag',
    );
  });
});

describe('markdownLink', () => {
  it('cannot be left by its target', () => {
    expect(rendered(markdownLink('a', 'b) <c>\\d'))).toBe(
      '<p><a href="b%29%20%3Cc%3E%5Cd">a</a></p>',
    );
  });
});
