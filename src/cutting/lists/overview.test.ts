import { describe, expect, it } from 'vitest';

import { overviewText, readOverview } from './overview.ts';

describe('an overview', () => {
  it('is read as autocut writes it, and as editors change it', () => {
    const text = [
      '- [x] \\<-- Mark if you are done editing.',
      '',
      'Select the files that will be used to generate `autocut_final.mp4`',
      '',
      '- [x] [11-28-18.mp4](11-28-18.md) [Editted] Hello everyone.',
      '* [ ] [no.mp4](no.md)  Not this one.',
      '- [X] [a \\[b\\] c_cut.mp4](x.md)',
      '- [ ] [a (1).mp4](a%20talk/cut (1).md) [Edited]',
      '- [x] [b.mp4](b.mp4)',
      '- [x] by hand.mp4',
      '- [x] ',
    ].join('\r\n');
    expect(readOverview(text)).toEqual({
      isDone: true,
      listed: [
        { name: '11-28-18.mp4', list: '11-28-18.md', isTicked: true },
        { name: 'no.mp4', list: 'no.md', isTicked: false },
        { name: 'a [b] c_cut.mp4', list: 'x.md', isTicked: true },
        { name: 'a (1).mp4', list: 'a talk/cut (1).md', isTicked: false },
        { name: 'b.mp4', isTicked: true },
        { name: 'by hand.mp4', isTicked: true },
      ],
    });
    expect(readOverview('')).toEqual({ isDone: false, listed: [] });
  });

  it('keeps its ticks when recordings come, and what it says can be read again', () => {
    const names = ['a.mp4', 'b [1] (2)_cut.mp4', '三.mp4'];
    const entries = names.map((name) => ({ name, isEdited: name === 'a.mp4' }));
    const first = overviewText(entries.slice(0, 2), '') ?? '';
    expect(first).toContain('- [ ] [a.mp4](a.mp4) [Edited]');
    const ticked = first.replaceAll(/^- \[ \] \[/gm, '- [x] [');
    const second = overviewText(entries, ticked) ?? '';
    expect(readOverview(second)).toEqual({
      isDone: false,
      listed: names.map((name, index) => ({ name, isTicked: index < 2 })),
    });
    expect(overviewText(entries, second)).toBeUndefined();
    expect(overviewText(entries, second.replace('- [ ]', '- [x]'))).toBeUndefined();
    expect(overviewText([], '')).toBeUndefined();
  });
});
