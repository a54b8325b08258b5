import { createHash } from 'node:crypto';
import { Script } from 'node:vm';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { generatedTalk, sourceMark, translationMark } from '../../test/fixtures/generated-talk.ts';
import { sampleTalk } from '../../test/fixtures/sample-talk.ts';
import type { Talk } from '../model/talk.ts';
import { pageFiles } from './html/page-files.ts';
import { noteHtml } from './note-html.ts';
import { flat } from './shown/flat-text.ts';

/** The page without its own style and script: what is left is made of the talk. */
function bodyOf(html: string): string {
  return html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
}

type Tag = { name: string; isEnd: boolean; attributes: Map<string, string> };

function tagsIn(html: string): Tag[] {
  return [...bodyOf(html).matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s[a-z-]+(?:="[^"<>]*")?)*)>/g)].map(
    ([, slash, name = '', attributes = '']) => ({
      name,
      isEnd: slash === '/',
      attributes: new Map(
        [...attributes.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [
          key,
          value,
        ]),
      ),
    }),
  );
}

/** Names of elements that are not closed, or closed in the wrong place. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const { name, isEnd } of tagsIn(html)) {
    if (name === 'meta' || name === 'input') continue;
    if (!isEnd) open.push(name);
    else if (open.pop() !== name) return [name, ...open];
  }
  return open;
}

function values(html: string, attribute: string): string[] {
  return tagsIn(html).flatMap(({ attributes }) => attributes.get(attribute) ?? []);
}

function textOf(html: string): string {
  return bodyOf(html)
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function policyOf(html: string): string {
  return (values(html, 'content')[0] ?? '').replaceAll('&#39;', "'");
}

function checkLinks(html: string): void {
  const ids = values(html, 'id');
  expect(new Set(ids).size).toBe(ids.length);
  for (const href of values(html, 'href').filter((each) => each.startsWith('#'))) {
    expect(ids).toContain(href.slice(1));
  }
}

const youTube: Talk = {
  ...sampleTalk(),
  source: { name: 'x', url: 'https://youtu.be/dQw4w9WgXcQ' },
};

describe('noteHtml of the sample talk', () => {
  const html = noteHtml(sampleTalk());

  it('is a page in the language of the note, every element closed, every link inside it good', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh-Hans" /);
    expect(unbalanced(html)).toEqual([]);
    checkLinks(html);
  });

  it('runs from right to left where the language of the note does', () => {
    expect(noteHtml({ ...sampleTalk(), target: 'ar' })).toMatch(/<html lang="ar" dir="rtl"/);
    expect(html).not.toMatch(/<html[^>]*dir=/);
    // Its style knows a start and an end, no left and right.
    expect(html).not.toMatch(/(?:padding-|margin-|border-|text-align: )(?:left|right)/);
  });

  it('asks the network for nothing and lets only its own script and style run', () => {
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    expect(policyOf(html)).toBe(
      `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; media-src 'self' file:; base-uri 'none'; form-action 'none'`,
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(style).not.toMatch(/url\(|@import/);
  });

  it('marks the language of source and translation', () => {
    const languages = tagsIn(html).filter(({ isEnd }) => !isEnd);
    const of = (kind: string): Set<string | undefined> =>
      new Set(
        languages
          .filter(({ attributes }) => attributes.get('class') === kind)
          .map(({ attributes }) => attributes.get('lang')),
      );
    expect([...of('src')]).toEqual(['en']);
    expect([...of('tr')]).toEqual(['zh-Hans']);
  });

  it('plays its recording, and has landmarks and labels', () => {
    expect(html).toContain('<audio id="media" src="talk.wav" controls preload="metadata">');
    expect(html).toContain(
      '<a class="time" href="talk.wav#t=31" data-t="32.777" aria-label="从 0:32 播放">0:32</a>',
    );
    for (const landmark of ['<main ', '<nav ', '<header ', 'role="search"'])
      expect(html).toContain(landmark);
    for (const { attributes } of tagsIn(html).filter(
      (each) => each.name === 'button' && !each.isEnd,
    )) {
      expect(attributes.get('aria-label')).toBeTruthy();
    }
  });

  it('has every line with its time', () => {
    const lines = tagsIn(html).filter(({ attributes }) => attributes.get('class') === 'line');
    expect(lines).toHaveLength(50);
    expect(lines.filter(({ attributes }) => attributes.has('data-t'))).toHaveLength(25);
  });
});

describe('noteHtml', () => {
  it('offers YouTube in a frame only for a YouTube talk, and loads nothing by itself', () => {
    const html = noteHtml(youTube);
    expect(policyOf(html)).toContain('frame-src https://www.youtube-nocookie.com;');
    expect(html).toContain('id="play-here" data-site="youtube" data-video="dQw4w9WgXcQ"');
    expect(bodyOf(html)).not.toContain('<iframe');
    expect(html).toContain('href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=31s"');
    const timed = tagsIn(html).filter(
      ({ attributes }) => attributes.has('data-t') && attributes.has('href'),
    );
    for (const { attributes } of timed) {
      expect([attributes.get('target'), attributes.get('rel')]).toEqual(['_blank', 'noopener']);
    }
  });

  it('links times to Bilibili, and offers its player', () => {
    const html = noteHtml({
      ...youTube,
      source: { name: 'x', url: 'https://www.bilibili.com/video/BV1GJ411x7h7' },
    });
    expect(html).toContain('href="https://www.bilibili.com/video/BV1GJ411x7h7?t=31"');
    expect(policyOf(html)).toContain('frame-src https://player.bilibili.com;');
  });

  it('shows bare times without anything to play, and none for a talk without times', () => {
    const bare = noteHtml({ ...youTube, source: { name: 'x' } });
    expect(bare).toContain('<span class="time">0:32</span>');
    expect(bare).not.toMatch(/<(?:audio|video) |media-src/);
    const untimed = noteHtml({ ...sampleTalk(), timed: false });
    expect(textOf(untimed)).not.toMatch(/\d:\d\d/);
    expect(untimed).toContain('<a class="time" href="#s4">句 4</a>');
    expect(untimed).not.toContain('#t=');
    checkLinks(untimed);
  });

  it('stands without a note and without a translation', () => {
    const html = noteHtml({ ...sampleTalk(), note: undefined, translation: undefined });
    expect(html).not.toMatch(/<nav|<fieldset|class="tr"/);
    expect(unbalanced(html)).toEqual([]);
  });

  it('marks what is corrected, doubtful, untranslated, or perhaps never said', () => {
    const talk = sampleTalk();
    const html = noteHtml({
      ...talk,
      terms: [{ source: 'Tidemark', heard: ['tide mark'], target: '=', by: 'model' }],
      sentences: talk.sentences.map((each) => {
        if (each.id === 1) return { ...each, text: 'On tide mark.', corrected: 'On Tidemark.' };
        return each.id === 2 ? { ...each, doubt: 'boilerplate' } : each;
      }),
      translation: talk.translation?.map((line) =>
        line.id === 1
          ? { id: 1, status: 'untranslated', text: '' }
          : { ...line, status: 'flagged' },
      ),
    });
    expect(html).toContain('On <abbr class="fixed" title="听写原文：tide mark">Tidemark</abbr>.');
    expect(html).toContain('</s> <small class="warn">〔语音识别的套话，可能没有说过〕</small>');
    expect(html).toContain('<span class="warn">〔未译〕</span>');
    expect(html).toContain('<summary aria-label="待核对">⚠</summary>');
  });

  it('tells who published the talk, when, how its text was had, and which chapters it has', () => {
    const talk = sampleTalk();
    const html = noteHtml({
      ...talk,
      source: {
        ...talk.source,
        text: { by: 'recogniser', name: 'parakeet-v3' },
        published: {
          channel: '<b>A</b>',
          date: '2024-05-31',
          chapters: [{ title: '</details><script>', start: 61 }],
        },
      },
    });
    expect(html).toContain('<dt>频道</dt><dd>&lt;b&gt;A&lt;/b&gt;</dd>');
    expect(html).toContain('<dt>发布日期</dt><dd>2024-05-31</dd>');
    expect(html).toContain('<dt>文字来源</dt><dd>由 parakeet-v3 听写</dd>');
    expect(html).toContain(
      '<summary>发布者的章节</summary><ol><li><a class="time" href="talk.wav#t=60"',
    );
    expect(html).toContain('&lt;/details&gt;&lt;script&gt;</span></li></ol></details>');
    expect(unbalanced(html)).toEqual([]);
    expect(noteHtml(talk)).not.toContain('<details');
  });

  it('lets no text of a talk become markup', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        const html = noteHtml(talk);
        expect(unbalanced(html)).toEqual([]);
        // Every angle bracket belongs to a tag of ours, the doctype aside.
        const brackets = bodyOf(html).match(/</g) ?? [];
        expect(brackets).toHaveLength(tagsIn(html).length + 1);
        for (const { name, attributes } of tagsIn(html)) {
          expect(['iframe', 'img', 'object', 'svg', 'base', 'link']).not.toContain(name);
          for (const key of attributes.keys()) expect(key).not.toMatch(/^on|^style$/);
        }
        for (const href of values(html, 'href')) {
          expect(href).toMatch(/^(?:#|https:\/\/|a%20%281%29\/%22x%22%20%3Cb%3E\.mp4#t=\d+$)/);
        }
        checkLinks(html);
      }),
      { numRuns: 200 },
    );
  });

  it('has every sentence once in the full text, as it was', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        const html = noteHtml(talk);
        const text = textOf(html.slice(html.indexOf('<section id="text"')));
        for (const { id, text: said, corrected } of talk.sentences) {
          expect(text.split(sourceMark(id))).toHaveLength(2);
          expect(text).toContain(flat(corrected ?? said).trim());
        }
        for (const line of talk.translation ?? []) {
          expect(text.split(translationMark(line.id))).toHaveLength(line.text === '' ? 1 : 2);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has a script that parses and stays small', () => {
    const { script, style } = pageFiles();
    expect(() => new Script(script)).not.toThrow();
    expect(script).not.toMatch(/<\/|<!--|innerHTML|eval\(/);
    expect(style).not.toContain('</');
    expect(script.length + style.length).toBeLessThan(30_000);
  });

  it('takes a talk of ten hours', () => {
    const talk = sampleTalk();
    const [first] = talk.sentences;
    const sentences = Array.from({ length: 4500 }, (_, index) => ({
      ...first,
      id: index + 1,
      start: index * 8,
      end: index * 8 + 7,
      text: `Sentence number ${index + 1} of a very long talk about many things.`,
      paragraph: index % 4 === 0,
    }));
    const translation = sentences.map(({ id }) => ({
      id,
      text: `第 ${id} 句。`,
      status: 'ok' as const,
    }));
    const html = noteHtml({ ...talk, sentences, translation });
    expect(html.length).toBeLessThan(3_000_000);
    expect(html).toContain('id="s4500" data-t="35992"');
  });
});
