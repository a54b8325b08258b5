import * as fc from 'fast-check';
import { slug } from 'github-slugger';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';

import { generatedTalk, sourceMark, translationMark } from '../../test/fixtures/generated-talk.ts';
import { sampleTalk } from '../../test/fixtures/sample-talk.ts';
import type { Chapter, SourceText } from '../model/source.ts';
import type { Talk } from '../model/talk.ts';
import { noteMarkdown } from './note-markdown.ts';
import { noteWords } from './words/note-words.ts';

const withoutFrontMatter = (markdown: string): string =>
  markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
const rendered = (markdown: string): string =>
  micromark(withoutFrontMatter(markdown), {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });

const decoded = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** The targets GitHub would give to the headings of a rendered note. */
function targetsIn(html: string): Set<string> {
  const targets = new Set<string>();
  for (const [, text = ''] of html.matchAll(/<h[1-6]>(.*?)<\/h[1-6]>/g)) {
    const base = slug(decoded(text));
    let target = base;
    for (let count = 1; targets.has(target); count++) target = `${base}-${count}`;
    targets.add(target);
  }
  for (const [, id = ''] of html.matchAll(/<a id="([^"]*)">/g)) targets.add(id);
  return targets;
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) =>
    href.startsWith('#') ? decodeURIComponent(decoded(href)) : decoded(href),
  );
}

function costShown(cost: number | undefined): string | undefined {
  return /^cost: "(.*)"$/m.exec(noteMarkdown({ ...sampleTalk(), cost }))?.[1];
}

/** The sample talk as a site would publish it. */
function publishedTalk(text: SourceText | undefined, chapters: readonly Chapter[] = []): Talk {
  const talk = sampleTalk();
  const published = { channel: 'A "University"', date: '2024-05-31', description: 'x', chapters };
  return { ...talk, source: { ...talk.source, published, text } };
}

function untimed(talk: Talk): Talk {
  return { ...talk, timed: false };
}

describe('noteMarkdown of the sample talk', () => {
  const markdown = noteMarkdown(sampleTalk());

  it('says first what it is about and who speaks', () => {
    expect(markdown).toContain(
      '\n\nWhat the open source time series database Tidemark shipped and learned this year.\n\n讲者：Mira\n\n',
    );
    const unknown = noteMarkdown({ ...sampleTalk(), topic: ' ', speakers: [] });
    expect(unknown).not.toContain('讲者：');
    expect(unknown).not.toContain('topic:');
  });

  it('begins with the facts', () => {
    expect(markdown.slice(0, markdown.indexOf('\n#'))).toBe(
      `---
title: "Tidemark 这一年：新引擎、三个教训与求助"
original_title: "Tidemark: a year in review"
topic: "What the open source time series database Tidemark shipped and learned this year."
speakers: "Mira"
source: "talk.wav"
language: "en"
target: "zh"
duration: "1:56"
model: "simulated:sample"
cost: "$0.0041"
coverage: "100%"
longest_gap: "0:16"
sentences: 25
---
`,
    );
  });

  it('has the parts of a note in order', () => {
    const headings = [...markdown.matchAll(/^## (.*)$/gm)].map(([, text]) => text);
    expect(headings).toEqual(['摘要', '大纲', '详细要点', '术语', '全文']);
  });

  it('has no heading over a summary without a sentence', () => {
    const { note, ...talk } = sampleTalk();
    const empty = noteMarkdown({ ...talk, note: note && { ...note, summary: [] } });
    expect(empty).not.toContain('摘要');
  });

  it('numbers the outline in two levels and gives the points the same headings', () => {
    const outline = markdown.slice(markdown.indexOf('## 大纲'), markdown.indexOf('## 详细要点'));
    const entries = [...outline.matchAll(/^ *- \[(.*?)\]/gm)].map(([, text]) => text);
    expect(entries).toEqual([
      '1. 开场',
      '2. Tidemark 3 带来了什么',
      '2.1 全新的存储引擎',
      '2.2 性能的变化',
      '3. 三个教训',
      '3.1 迁移比提速更难',
      '3.2 报错信息比手册更有人读',
      '3.3 公布的计划就是承诺',
      '4. 如何参与，以及下一步',
    ]);
    const points = markdown.slice(markdown.indexOf('## 详细要点'), markdown.indexOf('## 术语'));
    expect([...points.matchAll(/^#{3,4} (.*)$/gm)].map(([, text]) => text)).toEqual(entries);
    expect(outline).toContain(
      '- [2. Tidemark 3 带来了什么](#2-tidemark-3-带来了什么) [0:13](talk.wav#t=12)',
    );
  });

  it('links to headings that are there', () => {
    const html = rendered(markdown);
    const targets = targetsIn(html);
    const inside = linksIn(html).filter((href) => href.startsWith('#'));
    expect(inside.length).toBe(9 + 4);
    for (const href of inside) expect(targets).toContain(href.slice(1));
  });

  it('gives every point and sub-point the time it was said', () => {
    expect(markdown).toContain(
      `- 新引擎把许多序列打包进同一个段，段写成之后不再改动。 [0:32](talk.wav#t=31)
  - 备份因此变得简单：只需复制新增的段。 [0:39](talk.wav#t=38)`,
    );
    expect(markdown).toContain(
      `> Third, a plan you publish is a promise. [1:18](talk.wav#t=77)
>
> 第三，公布出去的计划，就是承诺。`,
    );
    expect(markdown).toContain('[0:13–0:54](talk.wav#t=12) · [看全文](#2-tidemark-3-带来了什么-1)');
  });

  it('says so where a section has no points', () => {
    expect(markdown).toContain('[看全文](#1-开场-1)\n\n开场、收尾或事务性内容，无要点。\n');
    const talk = sampleTalk();
    const sections = (talk.note?.sections ?? []).map((each) => ({ ...each, missing: true }));
    const note = talk.note && { ...talk.note, sections };
    expect(noteMarkdown({ ...talk, note })).toContain('⚠ 这一节的要点没能整理出来');
  });

  it('gives each paragraph its time, its source and its translation', () => {
    expect(markdown).toContain(
      '\n\n[0:55](talk.wav#t=54) Now, what did we learn? First, migration is harder than speed.',
    );
    expect(markdown).toContain('\n\n那么，我们学到了什么？第一，迁移比提速更难。');
    expect(markdown).toContain('[0:00](talk.wav#t=0) **Mira:** Hello everyone');
  });
});

describe('noteMarkdown', () => {
  it('marks what is corrected, doubtful, untranslated, or perhaps never said', () => {
    const talk = sampleTalk();
    const marked = noteMarkdown({
      ...talk,
      terms: [{ source: 'Tidemark', heard: ['tide mark'], target: '潮|标', by: 'user' }],
      sentences: talk.sentences.map((each) => {
        if (each.id === 1)
          return { ...each, text: 'I maintain tide mark.', corrected: 'I maintain Tidemark.' };
        return each.id === 2 ? { ...each, doubt: 'loop' } : each;
      }),
      translation: talk.translation?.map((line) => {
        if (line.id === 1) return { id: 1, status: 'untranslated', text: '' };
        return line.id === 2 ? { ...line, status: 'flagged', flags: ['number'] } : line;
      }),
      note: talk.note && {
        ...talk.note,
        summary: [{ text: '可疑。', cites: [4], doubts: ['number'] }],
      },
    });
    expect(marked).toContain('I maintain Tidemark†. 〔Today I want');
    expect(marked).toContain('how you can help. — 语音识别重复输出，可能没有说过〕');
    expect(marked).toContain('\n\n〔未译〕 ⚠ *(模型没有给出译文，请看原文。)*');
    expect(marked).toMatch(/怎样帮忙。 ⚠ \*\(数字或单位与原文不一致，请对照原文。\)\*\n/);
    expect(marked).toContain('- 可疑。 [0:16](talk.wav#t=15) ⚠ *(其中有出处没有说到的数字，');
    expect(marked).toContain('| Tidemark | 潮\\|标 | tide mark |\n\n† 表示');
    expect(marked).toContain('\nmarked: 3\n');
  });

  it('cites sentences instead of times in a talk without times', () => {
    const markdown = noteMarkdown(untimed(sampleTalk()));
    expect(markdown).not.toMatch(/\d:\d\d|#t=|duration|longest_gap/);
    expect(markdown).toContain('至今下载量已达四百万次。 ([句 4](#s4)) ([句 5](#s5))');
    const html = rendered(markdown);
    const targets = targetsIn(html);
    for (const href of linksIn(html)) expect(targets).toContain(href.replace(/^#/, ''));
  });

  it('shows bare times where nothing can be linked to', () => {
    const markdown = noteMarkdown({
      ...sampleTalk(),
      source: { name: 'x', url: 'https://example.org/' },
    });
    expect(markdown).toContain('至今已被下载四百万次。 (0:16)');
    expect(markdown).not.toContain('#t=');
    expect(markdown).toContain('\nsource: "https://example.org/"\n');
  });

  it('is the terms and the text without a note, the source alone without a translation', () => {
    const markdown = noteMarkdown({ ...sampleTalk(), note: undefined, translation: undefined });
    const headings = [...markdown.matchAll(/^#+ .*$/gm)].map(([line]) => line);
    expect(headings).toEqual(['# Tidemark: a year in review', '## 术语', '## 全文']);
    expect(markdown.slice(markdown.indexOf('## 全文') + 5)).not.toMatch(/\p{Script=Han}/u);
  });

  it('keeps a hostile title in the front matter and in the heading', () => {
    const title = '---\nevil: "yes" # \\ <b>';
    const markdown = noteMarkdown({ ...sampleTalk(), title, note: undefined });
    expect(markdown).toContain('\ntitle: "--- evil: \\"yes\\" # \\\\ <b>"\n');
    expect(rendered(markdown)).toContain('<h1>--- evil: &quot;yes&quot; # \\ &lt;b&gt;</h1>');
  });

  it.each([
    [{ by: 'captions', language: 'en', isAutomatic: false }, 'zh', '人工字幕（英语）'],
    [{ by: 'captions', language: 'en', isAutomatic: true }, 'en', 'automatic captions (English)'],
    [{ by: 'recogniser', name: 'parakeet-$&-v3' }, 'de', 'gehört von parakeet-$&-v3'],
  ] as const)('says how the text was had: %o in %s', (text, target, phrase) => {
    const markdown = noteMarkdown({ ...publishedTalk(text), target });
    expect(markdown).toContain(
      `\nchannel: "A \\"University\\""\ndate: "2024-05-31"\ntranscript: "${phrase}"\n`,
    );
    expect(markdown).not.toContain('details');
  });

  it("lists the publisher's chapters after the outline, whatever their titles", () => {
    const talk = publishedTalk(undefined, [
      { title: 'Opening', start: 0 },
      { title: '</details>\n\n# [x](javascript:alert(1)) **b**', start: 61 },
    ]);
    const markdown = noteMarkdown(talk);
    expect(markdown).toContain(
      '\n\n<details>\n<summary>发布者的章节</summary>\n\n- [0:00](talk.wav#t=0) Opening\n- [1:01](talk.wav#t=60) ',
    );
    const at = markdown.indexOf('<details>');
    expect(at).toBeGreaterThan(markdown.indexOf('## 大纲'));
    expect(at).toBeLessThan(markdown.indexOf('## 详细要点'));
    const html = rendered(markdown);
    expect(html).toContain(
      '&lt;/details&gt; # [x](javascript:alert(1)) **b**</li>\n</ul>\n</details>',
    );
    expect(noteMarkdown({ ...talk, note: undefined })).toContain('<details>');
    expect(noteMarkdown(untimed(talk))).not.toContain('<details>');
  });

  it('writes costs as prices', () => {
    expect([0.05, 1.234, 0.0034, 0.00001, 0].map(costShown)).toEqual([
      '$0.05',
      '$1.23',
      '$0.0034',
      '<$0.0001',
      '$0.00',
    ]);
    expect(costShown(undefined)).toBeUndefined();
  });

  it('has every sentence once, and only headings, links and anchors of its own', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        const html = rendered(noteMarkdown(talk));
        const text = html.slice(html.lastIndexOf('<h2>'));
        for (const { id } of talk.sentences) expect(text.split(sourceMark(id))).toHaveLength(2);
        for (const line of talk.translation ?? []) {
          expect(text.split(translationMark(line.id))).toHaveLength(line.text === '' ? 1 : 2);
        }
        const targets = targetsIn(html);
        const links = linksIn(html);
        const inside = links.filter((href) => href.startsWith('#'));
        expect(inside.filter((href) => !targets.has(href.slice(1)))).toEqual([]);
        const own = /^(?:https:\/\/www\.youtube\.com\/|a%20%281%29\/%22x%22%20%3Cb%3E\.mp4#t=\d+$)/;
        expect(links.filter((href) => !href.startsWith('#') && !own.test(href))).toEqual([]);
        const words = noteWords(talk.target);
        const heads = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, head]) => head);
        const known = [words.summary, words.outline, words.points, words.terms, words.fullText];
        expect(known).toEqual(expect.arrayContaining(heads));
        // Reasons are the only thing emphasised.
        const plain = html.replaceAll('⚠ <em>(', '');
        expect(plain).not.toMatch(/<(?:script|img|code|pre|em|del|b\b|!--|hr|input)/);
      }),
      { numRuns: 300 },
    );
  });
});
