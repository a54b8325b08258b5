import { expect, it } from 'vitest';

import { scriptedModel } from '../../../test/support/scripted-model.ts';
import { drain } from '../../base/async.ts';
import { volatileMemory } from '../../base/memory.ts';
import { takeNotes } from '../take-notes.ts';

it('puts all of a note into the script that was asked for, and asks for nothing twice', async () => {
  const sentences = Array.from({ length: 6 }, (_, index) => ({
    id: index + 1,
    start: index * 8,
    end: index * 8 + 7,
    text: `We talk about how an index makes reading fast in line ${index + 1}.`,
    paragraph: false,
  }));
  const model = scriptedModel(({ task }) =>
    task === 'outline'
      ? {
          title: '数据库的索引',
          sections: [{ title: '索引让读取变快', from: 1, to: 6, skip: false }],
          tldr: [{ t: '索引让读取变得很快。', c: [1] }],
        }
      : {
          parts: [],
          points: [{ t: '这个讲者说索引让读取变快。', c: ['2-3'], part: 0, sub: [] }],
          quotes: [],
        },
  );
  const brief = { from: 'en', to: 'zh-Hant', timed: true, terms: [] };
  const desk = { model: model.model, memory: volatileMemory(), brief };
  const note = await drain(takeNotes({ sentences, desk }));
  expect(note.title).toBe('數據庫的索引');
  expect(note.summary.map(({ text }) => text)).toEqual(['索引讓讀取變得很快。']);
  const [section] = note.sections;
  expect(section?.title).toBe('索引讓讀取變快');
  expect(section?.points[0]).toMatchObject({ text: '這個講者說索引讓讀取變快。', cites: [2, 3] });
  expect(model.of('outline')).toHaveLength(1);
  expect(model.of('points')).toHaveLength(1);
});
