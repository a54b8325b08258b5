import { describe, expect, it } from 'vitest';

import type { Term } from '../../model/term.ts';
import { Gauge } from '../measure/gauge.ts';
import { lengthModel } from '../measure/length.ts';
import { faultOf } from './check-line.ts';

const flagOf = (from: string, to: string, terms: readonly Term[] = []) => {
  const length = lengthModel(new Gauge(from, to));
  return (source: string, target: string) =>
    faultOf(source, target, { from, to, length, terms })?.flag;
};
const term = (source: string): Term => ({ source, heard: [], target: '=', by: 'model' });

describe('faultOf, English to Chinese', () => {
  const flag = flagOf('en', 'zh');

  it.each([
    ['So what happened?', '到底发生了什么？'],
    ['LLVM.', 'LLVM。'],
    ['Python, Rust and Go.', 'Python、Rust 和 Go。'],
    ['PyTorch, TensorFlow, JAX.', 'PyTorch、TensorFlow、JAX。'],
    ['x plus y equals z', 'x + y = z'],
    ['f of x equals two x plus one', 'f(x) = 2x + 1'],
    ['npm install --save-dev vitest', 'npm install --save-dev vitest'],
    ['const x = await fetch(url);', 'const x = await fetch(url);'],
    ['git commit -m fix', 'git commit -m fix'],
    ['The command is npm run build.', '命令是 npm run build。'],
    ['um uh yeah', '~'],
    ['Okay. Right, so, uh, well.', '~'],
    ['You know, I mean.', '~'],
    ['No no no no no no no no.', '不不不不不不不不。'],
  ])('takes %s: %s', (source, target) => {
    expect(flag(source, target)).toBeUndefined();
  });

  it.each([
    ['Anything.', '', 'missing'],
    ['We have to wait for the answer.', '~', 'missing'],
    ['We have to wait for the answer.', 'We have to wait for the answer.', 'untranslated'],
    ['We have to wait for the answer.', 'we have to wait for the answer', 'untranslated'],
    ['we have to wait for the answer', 'We must wait for an answer.', 'untranslated'],
    ['We have to wait for the answer.', '…', 'untranslated'],
    ['So what happened?', 'So what happened?', 'untranslated'],
    ['Right.', 'Right.', 'untranslated'],
    ['We have to wait for the answer.', '答えを待たなければなりません。', 'untranslated'],
    ['We have to wait for it.', '我们必须等待，等待，'.repeat(8), 'length'],
    [
      'Just a moment.',
      '请稍等，我们马上就要开始今天的内容了，请大家先坐好，把手机关掉，谢谢大家的配合。',
      'length',
    ],
    [
      'It goes on for a long time, and there is nothing anyone in the room can do.',
      '它一直一直一直一直一直一直一直一直持续下去。',
      'duplicate',
    ],
    ['Kill the process.', '抱歉，我无法翻译这段内容。', 'refused'],
    ['Kill the process.', '杀掉进程。（意译）', 'comment'],
  ])('refuses %s: %s', (source, target, expected) => {
    expect(flag(source, target)).toBe(expected);
  });

  it('lets terms stay as they are', () => {
    const names = [term('attention head'), term('key value cache')];
    expect(
      flagOf(
        'en',
        'zh',
        names,
      )('attention head, key value cache', 'attention head、key value cache'),
    ).toBeUndefined();
  });
});

describe('faultOf, other pairs', () => {
  it.each([
    ['zh', 'en', '对。', '对。', 'untranslated'],
    ['zh', 'en', '我们今天讲数据库。', '我们今天讲数据库。', 'untranslated'],
    ['zh', 'en', '我们今天讲数据库。', 'Today we talk about databases.', undefined],
    ['zh', 'en', '这个词叫“关系”。', 'The word is guanxi (关系).', undefined],
    ['zh', 'en', 'LLVM。', 'LLVM.', undefined],
    [
      'zh',
      'en',
      '我们用 PyTorch 来训练这个模型。',
      '我们 use PyTorch 来训练这个模型。',
      'untranslated',
    ],
    [
      'en',
      'de',
      'We have to wait for the answer.',
      'We have to wait for the answer.',
      'untranslated',
    ],
    [
      'en',
      'de',
      'We have to wait for the answer.',
      'Wir müssen auf die Antwort warten.',
      undefined,
    ],
    ['en', 'de', 'Apollo, Boeing, Harvard.', 'Apollo, Boeing, Harvard.', undefined],
    ['en', 'de', 'OK, super!', 'Okay, super!', undefined],
    [
      'en',
      'fr',
      'Third, a plan you publish is a promise.',
      'A plan, a promise, a promise.',
      'untranslated',
    ],
    ['en', 'es', 'So we rewrote every message.', 'Every message we rewrote.', 'untranslated'],
    ['en', 'fr', 'A plan and a solution.', 'Un plan et une solution.', undefined],
    ['en', 'fr', 'Use the menu, the dialog or the shell.', 'Menu, dialogue ou shell.', undefined],
    ['no', 'da', 'Det er en god plan for alle.', 'Det er en god plan for alle.', 'untranslated'],
    ['no', 'da', 'Ja, det er en god plan for alle.', 'Det er en god plan for alle.', undefined],
    [
      'en',
      'ru',
      'We have to wait for the answer.',
      'We have to wait for the answer.',
      'untranslated',
    ],
    ['en', 'ru', 'We use PyTorch and JAX.', 'Мы используем PyTorch и JAX.', undefined],
    ['ja', 'zh', '今日は天気がいいですね。', '今日は天気がいいですね。', 'untranslated'],
    ['ja', 'zh', '今日は天気がいいですね。', '今天天气真好。', undefined],
    ['ja', 'zh', '東京大学。', '東京大学。', undefined],
    ['ja', 'zh', '2024年10月15日。', '2024年10月15日。', undefined],
    [
      'zh',
      'ja',
      '今天天气真好，我们出去走走吧。',
      '今天天气真好，我们出去走走吧。',
      'untranslated',
    ],
    [
      'zh',
      'ja',
      '今天天气真好，我们出去走走吧。',
      '今日は天気がいいので、散歩に行きましょう。',
      undefined,
    ],
    [
      'ko',
      'zh',
      '오늘은 데이터베이스에 대해 이야기하겠습니다.',
      '오늘은 데이터베이스에 대해 이야기하겠습니다.',
      'untranslated',
    ],
    [
      'ko',
      'en',
      '오늘은 데이터베이스에 대해 이야기하겠습니다.',
      'Today is about databases.',
      undefined,
    ],
    [
      'ru',
      'zh',
      'Сегодня мы поговорим о базах данных.',
      'Сегодня мы поговорим о базах данных.',
      'untranslated',
    ],
    [
      'ru',
      'en',
      'Сегодня мы поговорим о базах данных.',
      'Сегодня мы поговорим о базах данных.',
      'untranslated',
    ],
    ['th', 'en', 'วันนี้เราจะพูดถึงฐานข้อมูล', 'วันนี้เราจะพูดถึงฐานข้อมูล', 'untranslated'],
    [
      'de',
      'zh',
      'Wir müssen auf die Antwort warten.',
      'Wir müssen auf die Antwort warten.',
      'untranslated',
    ],
    ['en', 'ko', 'We have to wait for the answer.', '우리는 답을 기다려야 합니다.', undefined],
    ['en', 'ja', 'We have to wait for the answer.', '答えを待たなければなりません。', undefined],
  ])('%s to %s: %s / %s', (...[from, to, source, target, expected]) => {
    expect(flagOf(from, to)(source, target)).toBe(expected);
  });
});

describe('faultOf, the line and its translation', () => {
  it.each([
    [
      'en',
      'zh',
      'We have to wait until the answer comes back.',
      '我们必须一直等到答案回来为止，没有别的办法。',
    ],
    [
      'zh',
      'en',
      '我们必须一直等到答案回来为止。',
      'We have to wait until the answer comes back, there is no other way.',
    ],
  ])('%s to %s: takes one without the other only', (from, to, source, target) => {
    const flag = flagOf(from, to);
    expect(flag(source, target)).toBeUndefined();
    expect(flag(source, `${source} | ${target}`)).toBe('untranslated');
    expect(flag(source, `${source} → ${target}`)).toBe('untranslated');
  });
});

describe('faultOf, an answer in another language than was asked for', () => {
  const source = 'We have to wait for the answer.';
  it.each([
    ['fr', '我们必须等待这个问题的答案。'],
    ['de', '私たちは答えを待たなければなりません。'],
    ['ru', '우리는 그 대답을 기다려야 합니다.'],
  ])('does not take it for %s: %s', (to, target) => {
    const [from, length] = ['en', lengthModel(new Gauge('en', to))];
    expect(faultOf(source, target, { from, to, length, terms: [] })).toMatchObject({
      flag: 'untranslated',
      say: expect.stringMatching(/^not in (?:French|German|Russian)$/),
    });
  });

  it('takes a sentence that quotes one', () => {
    const flag = flagOf('en', 'fr');
    const quoted = 'Elle dit « 我们必须等待这个问题的答案 », donc nous devons attendre la réponse.';
    expect(flag('She says we have to wait, in Chinese.', quoted)).toBeUndefined();
  });
});
