/** Chinese throughout: no text of ours is English in the Chinese interface, and none is set as English is. */
import { type Node, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

import { GOOD_AT } from '../src/app/models/good-at.ts';
import { AppError, type FailureCode, type FailureValues } from '../src/base/errors.ts';
import { FAILURES } from '../src/base/failures.ts';
import { CUT_WORDS } from '../src/cli/wording/cut-words.ts';
import { HELP_WORDS } from '../src/cli/wording/help-words.ts';
import { MODEL_WORDS } from '../src/cli/wording/model-words.ts';
import { PLAN_WORDS } from '../src/cli/wording/plan-words.ts';
import { PROGRESS_WORDS } from '../src/cli/wording/progress-words.ts';
import { SETTING_WORDS } from '../src/cli/wording/setting-words.ts';
import { WATCH_WORDS } from '../src/cli/wording/watch-words.ts';
import { WARNING_CODES, warningText } from '../src/model/warning.ts';
import { englishIn, faultsIn } from './support/chinese.ts';
import { parsedSources, textOf, throwsIn } from './support/parsed-sources.ts';

const HAN = /\p{sc=Han}/u;
const isCode = (name: string): name is FailureCode => name in FAILURES;
const CODES = Object.keys(FAILURES).filter(isCode);

/** What stands in the places of a failure's wording; in all others a name or a number. */
const SAMPLES: FailureValues = {
  problem: { en: 'That is too much.', zh: '参数太多。' },
  near: { en: 'Did you mean "x"? ', zh: '是不是“x”？' },
  reason: { en: 'permission denied', zh: '没有权限' },
  said: 'Your balance is too low.',
  origin: { en: 'the variable OPENAI_API_KEY', zh: '环境变量 OPENAI_API_KEY' },
  language: { en: 'Arabic', zh: '阿拉伯语' },
  where: { en: 'a.json, line 3', zh: 'a.json 第 3 行' },
};

function placesOf(code: FailureCode, language: 'en' | 'zh'): string[] {
  const all = FAILURES[code][language].join(' ').matchAll(/\{(\w+)\}/g);
  return [...new Set([...all].map(([, name = '']) => name))].toSorted();
}

function valuesFor(code: FailureCode): FailureValues {
  return Object.fromEntries(placesOf(code, 'zh').map((name) => [name, SAMPLES[name] ?? 'x1']));
}

describe('a failure in Chinese', () => {
  it.each(CODES)('%s', (code) => {
    const { message, hint } = new AppError(code, valuesFor(code)).in('zh');
    expect([message, hint].flatMap(faultsIn)).toEqual([]);
    for (const sentence of [message, hint]) expect(sentence).toMatch(/[。？]$/);
    expect(placesOf(code, 'zh')).toEqual(placesOf(code, 'en'));
    const english = new AppError(code, valuesFor(code)).in('en');
    expect(english.message + english.hint).not.toMatch(HAN);
  });
});

const sources = parsedSources();

describe('where failures are made', () => {
  const thrown = sources.flatMap((source) => throwsIn(source));
  it('each is given what its wording has places for', () => {
    const bare = thrown.flatMap(({ path, codes, names }) =>
      codes.filter(isCode).flatMap((code) => {
        const places = placesOf(code, 'en');
        const lacking = names && places.filter((name) => !names.includes(name));
        return lacking?.length ? [`${path}: ${code} lacks ${lacking.join(', ')}`] : [];
      }),
    );
    expect(bare).toEqual([]);
    expect(thrown.filter(({ names }) => names).length).toBeGreaterThan(70);
  });

  it('none is given a text in English alone', () => {
    const names = /^(?:reason|said|problem|origin|where|near)$/;
    const alone = sources.flatMap(({ path, program }) => {
      const found: string[] = [];
      const look = (name: string, node: Node): void => {
        const text = textOf(node, '·');
        if (names.test(name) && /[a-z]{2,} [a-z]/.test(text ?? '')) found.push(`${path}: ${text}`);
      };
      new Visitor({
        Property: ({ key, value }) => {
          if (key.type === 'Identifier') look(key.name, value);
        },
        VariableDeclarator: ({ id, init }) => {
          if (id.type === 'Identifier' && init) look(id.name, init);
        },
        ArrayExpression: ({ elements: [code, said] }) => {
          const name = code && code.type !== 'SpreadElement' ? textOf(code, '') : undefined;
          if (name !== undefined && name in FAILURES && said) look('said', said);
        },
      }).visit(program);
      return found;
    });
    expect(alone).toEqual([]);
  });
});

/** Places whose texts a person reads; elsewhere in the sources Chinese is what is looked for. */
const READ = /^src\/(?:cli|base|leaf\/words\/(?:simplified|traditional)|model\/warning)/;
/** In these, marks are what is read and written, not how it is set. */
const SIGNS = /^src\/cli\/terminal\//;

describe('texts in the sources', () => {
  it('in Chinese are Chinese', () => {
    const faults: string[] = [];
    let count = 0;
    for (const { path, program } of sources) {
      const look = (node: Node): void => {
        const text = textOf(node, '…');
        if (text === undefined || !HAN.test(text)) return;
        count += 1;
        const inTemplate = text.replaceAll(/\{\w+\}/g, '…');
        faults.push(...faultsIn(inTemplate).map((fault) => `${path}: ${fault}`));
      };
      if (READ.test(path) && !SIGNS.test(path))
        new Visitor({ Literal: look, TemplateLiteral: look }).visit(program);
      else
        new Visitor({
          Property: ({ key, value }) => {
            if (key.type === 'Identifier' && key.name === 'zh') look(value);
          },
        }).visit(program);
    }
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(600);
  });
});

/** What words are called with, by their name; all others with a number in each place. */
const GIVEN: Readonly<Record<string, readonly unknown[]>> = {
  pair: ['英语', '日语'],
  into: ['日语'],
  none: ['没有模型。', '请安装。'],
  files: [['note.md', 'note.html'], 3],
  passedOver: [['README.md', 't.vtt'], 3],
  estimate: [{ requests: 3, tokens: '12k', time: '1:20', cost: '$2' }],
  verified: [{ claims: 40, corrected: 2, unread: 3 }, 1],
  markedPlace: ['line', '树', '请看原文。'],
  fallback: ['codec'],
  aheadStopped: ['没有密钥。'],
  restoreStopped: ['没有密钥。'],
  waiting: [3, '服务出错。'],
  failed: ['a.mp4', '找不到文件。'],
  recommended: ['英语'],
  talk: [3, '英语', '1:20'],
  context_found: [3, '树木'],
  marked: ['3 句未译'],
  ask: ['2.8 GB', 'qwen3.5-4b'],
};

function textsIn(value: unknown, { name = '', inEnglish = false } = {}): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') {
    const given = GIVEN[name] ?? [3, 3, 3];
    const latin = given.map((each) => (typeof each === 'string' && HAN.test(each) ? 'x' : each));
    return textsIn(value(...(inEnglish ? latin : given)), { name, inEnglish });
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, { name: key, inEnglish }));
}

it.each(
  Object.entries({
    cut: CUT_WORDS,
    help: HELP_WORDS,
    model: {
      en: [MODEL_WORDS.en, GOOD_AT.en],
      zh: [MODEL_WORDS.zh, GOOD_AT.zh],
    },
    plan: PLAN_WORDS,
    progress: PROGRESS_WORDS,
    setting: SETTING_WORDS,
    watch: WATCH_WORDS,
  }),
)('the words of %s are Chinese with what is put into them', (_, words) => {
  const texts = textsIn(words.zh);
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.flatMap(faultsIn)).toEqual([]);
  expect(textsIn(words.en, { inEnglish: true }).filter((text) => HAN.test(text))).toEqual([]);
});

it.each(WARNING_CODES)('the warning %s is Chinese', (code) => {
  expect(faultsIn(warningText({ code, count: 3, line: 2 }, 'zh'))).toEqual([]);
});

describe('the rule', () => {
  it.each([
    '出错：the disk is full。',
    '运行“talkleaf”, 再试。',
    '找不到文件(a.srt)。',
    '用 “talkleaf” 下载。',
    '共3句。',
    '无法读取 {path}。',
  ])('finds what is wrong with %s', (text) => {
    expect(faultsIn(text).length).toBeGreaterThan(0);
  });
  it.each([
    '127.0.0.1:80 出错：“The model does not exist.”。',
    '请用“talkleaf models pull whisper-base --json now then”下载，180 MB。',
    '可读取 .srt .vtt .ass、MicroDVD、Windows x64。',
    '请用 --cookies-from-browser 浏览器名（chrome、firefox）。',
  ])('lets pass %s', (text) => {
    expect(faultsIn(text)).toEqual([]);
    expect(englishIn(text)).toEqual([]);
  });
});
