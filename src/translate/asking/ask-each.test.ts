import { describe, expect, it } from 'vitest';

import { PARALLEL, talkOf } from '../../../test/support/parallel.ts';
import { scriptedModel } from '../../../test/support/scripted-model.ts';
import { drain } from '../../base/async.ts';
import { volatileMemory } from '../../base/memory.ts';
import { ModelError } from '../../llm/failures/model-error.ts';
import type { Term } from '../../model/term.ts';
import { translate } from '../translate.ts';

const COUNT = 12;
const texts = PARALLEL.slice(0, COUNT);
const isAbout = (user: string, en: string): boolean => user.endsWith(`\n${en}`);
const answerTo = (user: string): string =>
  texts.find(({ en }) => isAbout(user, en))?.zh ?? 'nothing of the kind';

async function run(script: (user: string) => string, terms: readonly Term[] = []) {
  const { model, asked } = scriptedModel(({ user }) => script(user), { role: 'translator' });
  const brief = { from: 'en', to: 'zh', context: { topic: '', speakers: [], terms } };
  const memory = volatileMemory();
  const sentences = talkOf(texts.map(({ en }) => en));
  const lines = await drain(translate(sentences, { model, brief, memory }));
  return { lines, asked };
}

describe('askEach', () => {
  it('asks a translator for one line after another, in its own words', async () => {
    const { lines, asked } = await run(answerTo);
    expect(lines.map(({ text }) => text)).toEqual(texts.map(({ zh }) => zh));
    expect(asked).toHaveLength(COUNT);
    for (const { system, schema, rows, user } of asked) {
      expect({ system, schema, rows }).toEqual({});
      expect(user).not.toMatch(/^\d+\|/m);
    }
    const background = asked[4]?.user ?? '';
    expect(background).toContain(`${texts[2]?.en}\n${texts[3]?.en}`);
    expect(background).not.toContain(texts[1]?.en);
  });

  it('shows the terms of the line, and of no other', async () => {
    const [first] = texts[0]?.en.match(/[a-z]{6,}/) ?? [''];
    const term: Term = { source: first, heard: [], target: '术语', by: 'user' };
    const { asked } = await run(answerTo, [term]);
    const shown = asked.filter(({ user }) => user.includes(`${first} translates to 术语`));
    expect(shown.length).toBeGreaterThan(0);
    for (const { user } of shown) expect(user.split('\n').at(-1)).toContain(first);
  });

  it('asks again without the background, once, and marks what then is still no translation', async () => {
    const { lines, asked } = await run((user) =>
      isAbout(user, texts[5]?.en ?? '') ? (texts[5]?.en ?? '') : answerTo(user),
    );
    const about = asked.filter(({ user }) => isAbout(user, texts[5]?.en ?? ''));
    expect(about.map(({ user }) => user.includes('[Background Information]'))).toEqual([
      true,
      false,
    ]);
    expect(lines[5]).toMatchObject({ status: 'untranslated' });
    expect(lines.filter(({ status }) => status === 'untranslated')).toHaveLength(1);
  });

  it('loses one line to a request that fails, and none to the others', async () => {
    const refused = new ModelError('MODEL_CONTENT_FILTER', { host: 'test', said: 'no' });
    const { lines } = await run((user) => {
      if (isAbout(user, texts[3]?.en ?? '')) throw refused;
      return answerTo(user);
    });
    expect(lines.filter(({ text }) => text === '').map(({ id }) => id)).toEqual([4]);
  });
});
