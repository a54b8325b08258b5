import { describe, expect, it } from 'vitest';

import type { Sentence } from '../../model/sentence.ts';
import type { Term } from '../../model/term.ts';
import { claimChecker } from './check-claims.ts';

const texts = [
  'Welcome to the talk about Tidemark.',
  'The median query went from 90 milliseconds to 11.',
  'We trained it with by torch on forty cards.',
  'Memory use fell by forty percent.',
  'Mira wrote the migration tool in Rust.',
  'Downloads passed four million in March.',
  'Thank you.',
];
const sentences = texts.map((text, index): Sentence => ({
  id: index + 1,
  start: index * 8,
  end: index * 8 + 7,
  text,
  paragraph: false,
}));
const terms: Term[] = [
  { source: 'PyTorch', heard: ['by torch', 'Byteorch'], target: '=', by: 'model' },
  { source: 'migration tool', heard: ['my gration tool'], target: '迁移工具', by: 'model' },
];
const checker = claimChecker(sentences, { terms, from: 'en', to: 'zh' });
const whole = { from: 1, to: 7 };

/** What the model is told of the first problem, of a claim about the first two lines. */
function say(text: string, cites: readonly number[]): string | undefined {
  return checker.check({ text, cites }, { from: 1, to: 2 }).problems[0]?.say;
}

function doubts(text: string, cites: readonly number[], range = whole): string[] {
  return checker.check({ text, cites }, range).problems.map((problem) => problem.doubt);
}

describe('a claim', () => {
  it.each([
    '内存占用下降了 40%（注：此处已润色，使语句更通顺）。',
    '以下是调整后的翻译：内存占用下降了 40%。',
    '抱歉，我无法翻译这段内容。',
  ])('that speaks of its own making is doubted: %s', (text) => {
    expect(doubts(text, [4])).toContain('comment');
  });

  it.each([
    ['a figure of the line', '查询耗时的中位数从 90 毫秒降到 11 毫秒。', [2]],
    ['a figure of either line', '训练用了 40 张卡，内存占用降了 40%。', [3, 4]],
    ['a figure of a name that stands in the next line', 'Tidemark 40 降到了 11 毫秒。', [2]],
    ['a figure in words', '三月的下载量超过 400 万。', [6]],
    ['a name of the talk', 'Mira 用 Rust 写了迁移工具。', [5]],
  ])('with %s passes', (_, text, cites) => {
    expect(doubts(text, cites)).toEqual([]);
  });

  it.each([
    ['with a wrong figure: 查询耗时的中位数降到 12 毫秒。', [2], ['number']],
    ['with a figure said elsewhere: 下载量超过 90 万。', [6], ['number']],
    ['with a figure of the next line: 训练用的内存少了 40%，降到 11 毫秒。', [3], ['number']],
    ['with an unknown name: 他们用 TensorFlow 训练。', [3], ['name']],
    ['without a citation: 内存占用下降了。', [], ['cite']],
    ['citing lines that do not exist: 内存占用下降了。', [0, -3, 99], ['cite']],
    [`without an end: 内存占用下降了，${'而且'.repeat(120)}。`, [4], ['length']],
    ['in English: Memory use fell and the query is the median of the talk.', [4], ['language']],
    ['with two things wrong: 他们用 TensorFlow 提速 37 倍。', [3], ['number', 'name']],
  ])('%s does not', (named, cites, expected) => {
    expect(doubts(named.replace(/^.*?: /, ''), cites)).toEqual(expected);
  });

  it('says to the model what is wrong', () => {
    expect(say('降到 12 毫秒。', [2])).toBe('the cited lines do not say 12');
    expect(say('他们用 TensorFlow。', [2])).toBe('nobody in the talk says TensorFlow');
    expect(say('没有引用。', [])).toBe('it cites no line');
    expect(say('引用在外面。', [6])).toBe('it cites lines outside this section');
  });

  it('may cite two lines beside its section, each once, six in all', () => {
    const { claim } = checker.check(
      { text: '内容。', cites: [5, 5, 6, 4, 3, 7, 2, 1] },
      { from: 4, to: 5 },
    );
    expect(claim.cites).toEqual([5, 6, 4, 3, 7, 2]);
    expect(
      checker.check({ text: '内容。', cites: [1, 4] }, { from: 4, to: 5 }).claim.cites,
    ).toEqual([4]);
  });

  it.each([
    ['by torch', '他们用 by torch 训练。', '他们用 PyTorch 训练。'],
    ['no spaces around it', '他们用by torch训练。', '他们用PyTorch训练。'],
    ['other capitals', '用 BYTEORCH 训练。', '用 PyTorch 训练。'],
    ['a term with a rendering', '她写了 my gration tool。', '她写了 迁移工具。'],
    ['a letter wrong', '用 PyTorck 训练，见 Tidemrk。', '用 PyTorch 训练，见 Tidemark。'],
    [
      'nothing to mend',
      '用 PyTorch 训练，见 Tidemark 与 PyTorchX。',
      '用 PyTorch 训练，见 Tidemark 与 PyTorch。',
    ],
  ])('gets its names spelt right: %s', (_, text, expected) => {
    const { claim, problems } = checker.check({ text, cites: [1, 3] }, whole);
    expect(claim.text).toBe(expected);
    expect(problems).toEqual([]);
    expect(checker.heading(text, whole)).toBe(expected);
  });

  it('stands on one line', () => {
    expect(checker.check({ text: ' 第一行\n第二行 ', cites: [1] }, whole).claim.text).toBe(
      '第一行 第二行',
    );
  });
});

describe('a heading', () => {
  it.each(['内存下降 40%', '3 种提速的办法', 'PyTorch 训练', '从 90 毫秒到 11 毫秒'])(
    'stays: %s',
    (title) => {
      expect(checker.heading(title, whole)).toBe(title);
    },
  );

  it.each([
    ['a figure nobody says', '内存下降 60%'],
    ['dates from nowhere', '2018/3/9、2017/4/5'],
    ['a remark', '以下是翻译：内存下降'],
    ['our own complaint', 'It also seems exchanged with its neighbour'],
    ['another language', 'How much memory the query takes'],
  ])('goes with %s', (_, title) => {
    expect(checker.heading(title, whole)).toBe('');
  });

  it('says no figure of another section', () => {
    expect(checker.heading('从 90 毫秒到 11 毫秒', { from: 4, to: 7 })).toBe('');
  });
});

/** Doubts about a claim of a talk and a note in given languages. */
function doubtsIn(pair: string, text: string, cites = [1]): string[] {
  const [from = '', to = ''] = pair.split('-');
  return claimChecker(sentences, { terms: [], from, to })
    .check({ text, cites }, whole)
    .problems.map((problem) => problem.doubt);
}

describe('the language of a claim', () => {
  it.each([
    ['zh-en', '内存占用下降了。', true],
    ['zh-en', 'Memory use fell.', false],
    ['en-fr', '内存占用下降了。', true],
    ['en-fr', 'La mémoire utilisée (内存) a diminué.', false],
    ['en-ru', 'Memory use fell.', true],
    ['en-ru', 'Потребление памяти снизилось.', false],
    ['ja-zh', 'メモリの使用量がとても減りました。', true],
    ['zh-ja', '内存占用下降了百分之四十左右。', true],
    ['zh-ja', 'メモリの使用量が減りました。', false],
  ])('%s: %s', (pair, text, isForeign) => {
    expect(doubtsIn(pair, text).includes('language')).toBe(isForeign);
  });

  it('checks capitals in a note in the language of the talk', () => {
    expect(doubtsIn('en-en', 'The tool by Mira runs on Kubernetes.', [5])).toEqual(['name']);
    expect(doubtsIn('en-en', 'Kubernetes aside, the tool by Mira is in Rust.', [5])).toEqual([]);
  });
});

describe('a talk with lines nobody said', () => {
  const gappy = sentences.filter(({ id }) => id !== 1 && id !== 3);
  const careful = claimChecker(gappy, { terms: [], from: 'en', to: 'zh' });

  it('is looked up by ID all the same', () => {
    expect(careful.check({ text: '降到 11 毫秒。', cites: [2] }, whole).problems).toEqual([]);
    expect(careful.check({ text: '下载量超过 400 万。', cites: [6] }, whole).problems).toEqual([]);
  });

  it('does not let them be cited', () => {
    expect(careful.check({ text: '欢迎。', cites: [1, 3] }, whole).problems[0]?.doubt).toBe('cite');
  });

  it('shows the lines around by their order', () => {
    expect(careful.around([4], 1).map(({ id }) => id)).toEqual([2, 4, 5]);
    expect(careful.around([2, 7, 3], 0).map(({ id }) => id)).toEqual([2, 7]);
  });
});
