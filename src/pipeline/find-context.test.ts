import { expect, it } from 'vitest';

import type { Term } from '../model/term.ts';
import { knownFrom } from './find-context.ts';
import type { TalkRequest } from './talk-request.ts';

const texts = ['Mop the flow with bytorch.', 'Go with the flow of bytorch.', 'The Flow is wet.'];
const request: TalkRequest = {
  title: 'T',
  source: { name: 't.srt' },
  sentences: texts.map((text, index) => ({
    id: index + 1,
    start: index,
    end: index + 1,
    text,
    paragraph: false,
  })),
  from: 'en',
  to: 'zh',
  timed: true,
  glossary: [],
  translation: true,
  note: true,
  warnings: [],
};

it('puts an ordinary word right only in the sentences that were named, other forms everywhere', () => {
  const terms: Term[] = [
    { source: 'PyTorch', heard: ['bytorch'], target: '=', by: 'model' },
    {
      source: 'floor',
      heard: [],
      local: [{ form: 'flow', ids: [1, 3] }],
      target: '地板',
      by: 'model',
    },
  ];
  const { sentences } = knownFrom({ topic: '', speakers: [], terms }, request);
  expect(sentences.map(({ text, corrected }) => corrected ?? text)).toEqual([
    'Mop the floor with PyTorch.',
    'Go with the flow of PyTorch.',
    'The floor is wet.',
  ]);
});
