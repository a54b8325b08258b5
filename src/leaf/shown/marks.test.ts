import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { generatedTalk } from '../../../test/fixtures/generated-talk.ts';
import { markedTalk } from '../../../test/fixtures/marked-talk.ts';
import { sampleTalk } from '../../../test/fixtures/sample-talk.ts';
import { countTalk } from '../../model/talk.ts';
import { noteHtml } from '../note-html.ts';
import { noteMarkdown } from '../note-markdown.ts';
import { marksOf } from './marks.ts';

const HOSTILE = '</small></details><script>x()</script> *)* _b_\n\n# h\n- i [l](javascript:x) `c`';

/** The marks of a page in the order they stand in, by their numbers. */
function numbersIn(html: string): number[] {
  return [...html.matchAll(/<details class="mark" id="mark-(\d+)"/g)].map(([, n]) => Number(n));
}

describe('marksOf', () => {
  it('lists every marked place once, those of the note first, with where each is', () => {
    const marks = marksOf(markedTalk());
    expect(marks.map(({ kind, at }) => [kind, at?.id])).toEqual([
      ['statement', 7],
      ['statement', 8],
      ['section', 20],
      ['line', 6],
      ['line', 7],
      ['line', 20],
    ]);
    expect(marksOf(sampleTalk())).toEqual([]);
  });

  it('counts what the exit status goes by', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        const { flagged, untranslated, missingSections, doubtedPoints } = countTalk(talk);
        const count = flagged + untranslated + missingSections + doubtedPoints;
        expect(marksOf(talk)).toHaveLength(count);
      }),
    );
  });
});

describe('marks in the page', () => {
  const html = noteHtml(markedTalk());

  it('are counted, and the count leads to the first', () => {
    expect(html).toContain(
      '<dt>待核对之处</dt><dd><a rel="next" href="#mark-1" aria-label="待核对之处: 6">6 ↓</a></dd>',
    );
  });

  it('open their reason, and lead on', () => {
    expect(html).toContain(
      '<details class="mark" id="mark-1"><summary aria-label="待核对">⚠</summary> ' +
        '<small id="why-1">出处只说了其中一部分，请对照出处。没有提到日期。</small> ' +
        '<span class="steps"><a rel="prev" href="#mark-6" aria-label="上一处待核对" aria-describedby="place-1 why-1">↑</a>' +
        ' <span id="place-1">1 / 6</span> <a rel="next" href="#mark-2" aria-label="下一处待核对" aria-describedby="place-1 why-1">↓</a></span></details>',
    );
  });

  it('stand behind the line they are about, not in it', () => {
    expect(html).toContain('〔未译〕</span></span> <details class="mark" id="mark-4">');
  });

  it('are open where there is nothing else to read', () => {
    expect(html).toMatch(/<details class="mark" id="mark-3" open>.*这一节的要点没能整理出来/);
  });

  it('are not counted again in a quote', () => {
    expect(html.match(/<details class="mark">/g)).toHaveLength(1);
  });

  it('are numbered in the order they stand in', () => {
    fc.assert(
      fc.property(generatedTalk, (talk) => {
        const numbers = numbersIn(noteHtml(talk));
        expect(numbers).toEqual(marksOf(talk).map((_, at) => at + 1));
      }),
    );
  });

  it('are nowhere when nothing is marked', () => {
    const [, body = ''] = noteHtml(sampleTalk()).split('<body');
    const [shown] = body.split('<script>');
    expect(shown).not.toMatch(/<details|⚠|待核对/);
  });

  it('show what a model wrote as text', () => {
    const hostile = noteHtml(markedTalk(HOSTILE));
    expect(hostile).toContain('&lt;/small&gt;&lt;/details&gt;&lt;script&gt;x()&lt;/script&gt; *)*');
    expect(hostile.match(/<script/g)).toHaveLength(1);
  });
});

describe('marks in the note', () => {
  it('have a legend, and a reason each', () => {
    const markdown = noteMarkdown(markedTalk());
    expect(markdown).toContain('\n\n> ⚠ 表示需要核对：内容存疑或缺失，原因写在标记后面。\n\n');
    expect(markdown).toContain('\nmarked: 6\n');
    expect(markdown).toContain(
      '\n\n〔未译〕 ⚠ *(模型拒绝翻译这一句，请看原文。)* 新引擎把许多序列打包进同一个段，而段一旦写成就不再改动。 ⚠ *(数字或单位与原文不一致，请对照原文。模型对照原文后认为有误，请对照原文。)* 备份',
    );
    expect(markdown).toContain(
      '\n  - 备份因此变得简单：只需复制新增的段。 [0:39](talk.wav#t=38) ⚠ *(没有用笔记的语言来写，请看出处。作为一条要点太长，请对照出处。)*\n',
    );
    // The line, and the same line in a quote.
    expect(markdown.match(/数字或单位与原文不一致/g)).toHaveLength(2);
    expect(noteMarkdown(sampleTalk())).not.toContain('⚠');
  });

  it('show what a model wrote as text on the same line', () => {
    const markdown = noteMarkdown(markedTalk(HOSTILE));
    expect(markdown).toContain(
      String.raw`⚠ *(出处只说了其中一部分，请对照出处。&lt;/small>&lt;/details>&lt;script>x()&lt;/script> \*)\* \_b\_ \# h - i \[l\](javascript:x) \`c\`)*` +
        '\n',
    );
  });
});
