import { describe, expect, it } from 'vitest';

import { EMPTY_TALLY, shareOf, type Tally } from './tally.ts';

const half: Partial<Tally> = { sections: 4, noted: 2 };
const share = (tally: Partial<Tally>): number =>
  shareOf({ ...EMPTY_TALLY, sentences: 10, ...tally });

describe('shareOf', () => {
  it('counts translation and note, or the one there is', () => {
    expect(share({ steps: new Set(['translate', 'note']), translated: 10, ...half })).toBe(0.875);
    expect(share({ steps: new Set(['note']), translated: 10, ...half })).toBe(0.875);
    expect(share({ steps: new Set(['note']), ...half })).toBe(0.5);
    expect(share({ steps: new Set(['translate']), translated: 5 })).toBe(0.5);
  });
});
