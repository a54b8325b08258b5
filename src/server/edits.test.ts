import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

import { startServing, type TestServer } from '../../test/support/serving.ts';
import { readTalkJson } from '../leaf/talk-json.ts';
import { EditAnswer, Problem, SearchHit, type TalkSummary } from './contract.ts';

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await startServing();
  id = await server.submitSample();
  await server.until(id, ['done']);
});
afterAll(async () => {
  await server.close();
});

const file = async (name: string): Promise<string> =>
  await readFile(join(server.folder, 'A-sample-talk', name), 'utf8');
const talk = async () => readTalkJson(await file('talk.json'));

async function edit(body: object): Promise<EditAnswer> {
  const answer = await server.ask(`/api/talks/${id}/edits`, { method: 'POST', body });
  return EditAnswer.parse(await answer.json());
}

async function again(): Promise<TalkSummary> {
  await server.ask(`/api/talks/${id}/retry`, { method: 'POST' });
  return await server.until(id, ['done', 'marked']);
}

it('puts a translated line right in every file, keeps it in later runs, and takes it back', async () => {
  const was = (await talk()).translation?.[2]?.text ?? '';
  const text = '咱们先说说这次发布。';
  const { edits, touched } = await edit({ kind: 'translation', id: 3, was, text });
  expect(edits).toMatchObject([{ kind: 'translation', id: 3, was, text, target: 'zh' }]);
  expect(touched).toEqual([]);
  for (const name of ['note.md', 'note.html', 'talk.zh.srt', 'talk.en-zh.vtt', 'talk.json']) {
    expect([name, (await file(name)).includes(text)]).toEqual([name, true]);
    expect([name, name !== 'talk.json' && (await file(name)).includes(was)]).toEqual([name, false]);
  }
  const found = await server.ask(`/api/search?q=${encodeURIComponent('咱们')}`);
  expect(z.array(SearchHit).parse(await found.json())).toHaveLength(1);
  expect((await again()).progress?.tokens).toBe(0);
  expect((await talk()).translation?.[2]).toEqual({ id: 3, text, status: 'ok' });
  const back = await edit({ kind: 'translation', id: 3, was: text, text: was });
  expect(back.edits).toEqual([]);
  expect((await talk()).translation?.[2]?.text).toBe(was);
});

it('puts a misheard sentence right, and says which line was made of it', async () => {
  const was = (await talk()).sentences[6]?.text ?? '';
  const text = was.replace('segment', 'block');
  expect(text).not.toBe(was);
  const { touched } = await edit({ kind: 'source', id: 7, was, text });
  expect(touched).toEqual([7]);
  expect(await file('transcript.txt')).toContain('into one block');
  expect((await file('talk.en.srt')).replaceAll('\n', ' ')).toContain('into one block');
  await again();
  expect((await talk()).sentences[6]?.text).toBe(text);
  await edit({ kind: 'source', id: 7, was: text, text: was });
  expect((await talk()).edits).toBeUndefined();
  expect(await file('transcript.txt')).toContain('into one segment');
});

it('puts points, headings, titles and terms right, several times over', async () => {
  const { note, terms } = await talk();
  const [first, second] = note?.sections ?? [];
  const [point, heading, title] = [first?.points[0]?.text, second?.title, note?.title];
  await edit({ kind: 'point', was: point, text: '第一次改' });
  await edit({ kind: 'point', was: '第一次改', text: '第二次改' });
  await edit({ kind: 'heading', was: heading, text: '新的小标题' });
  await edit({ kind: 'title', was: title, text: '新的标题' });
  const [term] = terms;
  const { edits } = await edit({ kind: 'term', of: term?.source, was: term?.target, text: '潮标' });
  expect(edits.map(({ kind, was }) => [kind, was])).toEqual([
    ['point', point],
    ['heading', heading],
    ['title', title],
    ['term', term?.target],
  ]);
  const text = await file('note.md');
  for (const fresh of ['第二次改', '新的小标题', '新的标题', '潮标']) expect(text).toContain(fresh);
  expect(text).not.toContain('第一次改');
});

it('refuses what is not there any more, what says nothing, and a talk that is worked on', async () => {
  const send = async (body: object): Promise<[number, string]> => {
    const answer = await server.ask(`/api/talks/${id}/edits`, { method: 'POST', body });
    return [answer.status, Problem.parse(await answer.json()).code];
  };
  expect(await send({ kind: 'point', was: 'never said', text: 'x' })).toEqual([409, 'EDIT_LOST']);
  expect(await send({ kind: 'translation', id: 999, was: 'a', text: 'b' })).toEqual([
    409,
    'EDIT_LOST',
  ]);
  expect(await send({ kind: 'point', was: 'a', text: ' ' })).toEqual([422, 'REQUEST_BAD']);
  expect(server.faults).toEqual([]);
});
