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
      '- [x] by hand.mp4',
      '- [x] ',
    ].join('\r\n');
    expect(readOverview(text)).toEqual({
      isDone: true,
      ticked: ['11-28-18.mp4', 'a [b] c_cut.mp4', 'by hand.mp4'],
    });
    expect(readOverview('')).toEqual({ isDone: false, ticked: [] });
  });

  it('keeps its ticks when recordings come, and what it says can be read again', () => {
    const names = ['a.mp4', 'b [1] (2)_cut.mp4', '三.mp4'];
    const entries = names.map((name) => ({ name, isEdited: name === 'a.mp4' }));
    const first = overviewText(entries.slice(0, 2), '') ?? '';
    expect(first).toContain('- [ ] [a.mp4](a.mp4) [Edited]');
    const ticked = first.replaceAll(/^- \[ \] \[/gm, '- [x] [');
    const second = overviewText(entries, ticked) ?? '';
    expect(readOverview(second)).toEqual({ isDone: false, ticked: names.slice(0, 2) });
    expect(overviewText(entries, second)).toBeUndefined();
    expect(overviewText(entries, second.replace('- [ ]', '- [x]'))).toBeUndefined();
    expect(overviewText([], '')).toBeUndefined();
  });
});
