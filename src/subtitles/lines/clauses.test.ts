import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { measureText } from './atoms.ts';
import { textOf } from './balance.ts';
import { sharedClauses } from './clauses.ts';
import { Match } from './match.ts';

function clausesOf(text: string, second: string, least = 0): [string, string][] {
  const pair = { first: measureText(text), second: measureText(second) };
  const end = { first: pair.first.costs.length, second: pair.second.costs.length };
  let from = { first: 0, second: 0 };
  return [...sharedClauses(new Match(pair), least), end].map((to) => {
    const clause: [string, string] = [
      textOf(pair.first, { from: from.first, to: to.first }),
      textOf(pair.second, { from: from.second, to: to.second }),
    ];
    from = to;
    return clause;
  });
}

describe('sharedClauses', () => {
  it('are found in both languages, in order', () => {
    expect(
      clausesOf(
        'Tidemark three came out in March, and it has been downloaded four million times since then.',
        'Tidemark 3 在三月问世，从那时到现在已经被下载了 400 万次。',
      ),
    ).toEqual([
      ['Tidemark three came out in March,', 'Tidemark 3 在三月问世，'],
      [
        'and it has been downloaded four million times since then.',
        '从那时到现在已经被下载了 400 万次。',
      ],
    ]);
  });

  it('are none where the other language says them in another order', () => {
    expect(
      clausesOf(
        'We only copy the new segments, because they never change.',
        '因为段从不改动，我们只复制新的。',
      ),
    ).toHaveLength(1);
  });

  it('are told by names and figures that stand on the same side', () => {
    expect(
      clausesOf(
        'The limit is 300 at Zurich, 4,000 at Lyon.',
        '苏黎世（Zurich）的上限比较低，只有 300，里昂（Lyon）是 4,000。',
      ),
    ).toContainEqual(['4,000 at Lyon.', '里昂（Lyon）是 4,000。']);
  });

  it('are not cut off where one language has no clause', () => {
    expect(clausesOf('It also makes queries faster.', '这样一来，查询也快了。')).toHaveLength(1);
  });

  it('have at least the columns they are asked to have', () => {
    const [text, second] = [
      'Yes, we will come back to that later on.',
      '是的，我们等会儿再回来讲这个。',
    ];
    expect(clausesOf(text, second)).toHaveLength(2);
    expect(clausesOf(text, second, 10)).toHaveLength(1);
  });

  it('put together again give both texts, each part of which says something', () => {
    const words = fc.array(
      fc.constantFrom(
        'one',
        'two,',
        'but',
        'Zurich',
        '300',
        'and',
        'so',
        'three;',
        '而且',
        '苏黎世',
        '，',
        '我们',
        '。',
      ),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(words, words, (first, second) => {
        const [text, other] = [first.join(' '), second.join('')];
        const clauses = clausesOf(text, other);
        const joined = (side: 0 | 1): string =>
          clauses
            .map((clause) => clause[side])
            .join('')
            .replace(/\s/g, '');
        expect(joined(0)).toBe(text.replace(/\s/g, ''));
        expect(joined(1)).toBe(other.replace(/\s/g, ''));
        for (const clause of clauses) expect(clause).not.toContain('');
      }),
    );
  });
});
