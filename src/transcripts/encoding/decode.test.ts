import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';

import { AppError } from '../../base/errors.ts';
import { decode } from './decode.ts';

const read = (bytes: Uint8Array, encoding?: string): string =>
  decode(bytes, { name: 'talk.srt', encoding });
const hex = (text: string): Uint8Array => Buffer.from(text.replace(/\s/g, ''), 'hex');
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return AppError.find(error)?.code ?? 'not an AppError';
  }
  return 'nothing thrown';
};

/** Made with iconv, since Node only writes Unicode. */
const ENCODED: readonly (readonly [string, string, string])[] = [
  ['GB18030', '大家好', 'b4f3bcd2bac3'],
  ['GB18030', '今天我们来谈谈机器学习。', 'bdf1ccecced2c3c7c0b4ccb8ccb8bbfac6f7d1a7cfb0a1a3'],
  ['GB18030', '你好，世界', 'c4e3bac3a3accac0bde7'],
  ['GB18030', '注意力机制', 'd7a2d2e2c1a6bbfad6c6'],
  ['GB18030', '这是GPU的性能', 'd5e2cac7475055b5c4d0d4c4dc'],
  ['GB18030', '这是繁體字的文本', 'd5e2cac7b7b1f377d7d6b5c4cec4b1be'],
  ['Big5', '大家好', 'a46aae61a66e'],
  ['Big5', '今天我們來談談機器學習。', 'a4b5a4d1a7daadcca8d3bdcdbdcdbef7beb9bec7b2dfa143'],
  ['Big5', '他說：「謝謝」', 'a54cbba1a147a175c1c2c1c2a176'],
  ['Big5', '神經網路', 'afabb867baf4b8f4'],
  [
    'Shift_JIS',
    '今日は機械学習の話をします',
    '8da193fa82cd8b408a428a778f4b82cc986282f082b582dc82b7',
  ],
  ['EUC-JP', '今日は機械学習の話をします', 'baa3c6fca4cfb5a1b3a3b3d8bdaca4cecfc3a4f2a4b7a4dea4b9'],
  ['EUC-KR', '안녕하세요 여러분', 'bec8b3e7c7cfbcbcbfe420bfa9b7afbad0'],
  ['windows-1251', 'Привет, как дела?', 'cff0e8e2e5f22c20eae0ea20e4e5ebe03f'],
  ['KOI8-R', 'Привет, как дела?', 'f0d2c9d7c5d42c20cbc1cb20c4c5ccc13f'],
  ['windows-1252', 'C’est déjà l’été, garçon', '43926573742064e96ae0206c92e974e92c20676172e76f6e'],
  ['windows-1252', 'Größe über alles', '4772f6df6520fc62657220616c6c6573'],
  ['windows-1250', 'zażółć gęślą jaźń', '7a61bff3b3e62067ea9c6cb9206a619ff1'],
  ['windows-1253', 'Καλημέρα σας', 'cae1ebe7ecddf1e120f3e1f2'],
  [
    'windows-1255',
    'שלום לכולם, היום נדבר על למידה',
    'f9ece5ed20ecebe5eced2c20e4e9e5ed20f0e3e1f820f2ec20eceee9e3e4',
  ],
  ['windows-1256', 'مرحبا بكم', 'e3d1cdc8c720c8dfe3'],
  ['windows-874', 'สวัสดีครับทุกคน', 'cac7d1cab4d5a4c3d1bab7d8a1a4b9'],
];

describe('decode', () => {
  it.each(ENCODED)('%s: %s', (_, text, bytes) => {
    expect(read(hex(bytes))).toBe(text);
  });

  it('reads the national encodings inside a subtitle file', () => {
    const times = Buffer.from('1\r\n00:00:01,000 --> 00:00:03,000\r\n');
    for (const [name, text, bytes] of ENCODED) {
      if (/KOI8/.test(name)) continue;
      const file = Buffer.concat([times, hex(bytes), Buffer.from('\r\n\r\n')]);
      expect(read(file)).toBe(`1\n00:00:01,000 --> 00:00:03,000\n${text}\n\n`);
    }
  });

  it('takes byte order marks and UTF-16 without one', () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\n你好, world\n';
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    expect(read(Buffer.from(`\uFEFF${text}`))).toBe(text);
    expect(read(little)).toBe(text);
    expect(read(big)).toBe(text);
    expect(read(Buffer.concat([hex('fffe'), little]))).toBe(text);
    expect(read(Buffer.concat([hex('feff'), big]))).toBe(text);
  });

  it('reads UTF-8 that was cut inside a character', () => {
    const bytes = Buffer.from('今天我们来谈谈机器学习和语言模型的关系');
    expect(read(bytes.subarray(0, -1))).toMatch(/^今天我们来谈谈机器学习和语言模型的关/);
  });

  it('takes one bad byte for one bad byte', () => {
    const text = 'Welcome to the café – let’s begin.\nThe log grows.\nIt’s naïve.\n';
    for (const bad of ['98', 'ff', 'e9', 'c3', 'e2 80', 'f0 9f 98', '80 80 80']) {
      const bytes = Buffer.concat([Buffer.from(text), hex(bad), Buffer.from(' and more.\n')]);
      expect(read(bytes)).toBe(`${text}\uFFFD and more.\n`);
    }
    const inside = Buffer.concat([
      Buffer.from('今天我们讲日志，'),
      hex('e6'),
      Buffer.from('很快。'),
    ]);
    expect(read(inside)).toBe('今天我们讲日志，\uFFFD很快。');
  });

  it('reads lines of two encodings each in its own', () => {
    const utf8 = Buffer.from('Il était une fois – déjà.\n');
    const latin = hex('4c 92 e9 74 e9 20 96 20 64 e9 6a e0 2e 0a');
    const latinText = 'L’été – déjà.\n';
    for (const [one, other] of [
      [1, 1],
      [20, 1],
      [1, 20],
    ] as const) {
      const bytes = [...Array<Uint8Array>(one).fill(utf8), ...Array<Uint8Array>(other).fill(latin)];
      const text = 'Il était une fois – déjà.\n'.repeat(one) + latinText.repeat(other);
      expect(read(Buffer.concat(bytes))).toBe(text);
    }
    const gbk = Buffer.concat([hex('bdf1ccecced2c3c7c0b4ccb8ccb8bbfac6f7d1a7cfb0a1a30a'), utf8]);
    expect(read(gbk)).toBe('今天我们来谈谈机器学习。\nIl était une fois – déjà.\n');
  });

  it('undoes what was read wrongly and saved so, where all of it was', () => {
    const text = 'C’est déjà l’été – voilà.\n今天。';
    const twice = Buffer.from(iconv.decode(Buffer.from(text), 'windows-1252'));
    expect(read(twice)).toBe(text);
    const russian = Buffer.from(iconv.decode(Buffer.from('Доброе утро'), 'windows-1251'));
    expect(read(russian)).toBe('Доброе утро');
    const example = 'Then “café” becomes “cafÃ©”, and “naïve” “naÃ¯ve”, and so on.';
    expect(read(Buffer.from(example))).toBe(example);
    expect(read(Buffer.from('Then you see Ã© in it.'))).toBe('Then you see Ã© in it.');
  });

  it('reads what was cut, and what a file system filled up', () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\nGood morning, 早上好\n';
    const little = Buffer.from(text, 'utf16le');
    expect(read(little.subarray(0, -1))).toMatch(/早上好.?$/u);
    expect(read(Buffer.concat([Buffer.from(text), Buffer.alloc(4096)]))).toBe(text);
    expect(read(Buffer.concat([little, Buffer.alloc(4096)]))).toBe(text);
    const hole = [Buffer.from(text), Buffer.alloc(513), Buffer.from(text)];
    expect(read(Buffer.concat(hole))).toBe(text + text);
    expect(read(Buffer.from('Il était déjà là, la veille, l’été').subarray(0, -1))).toBe(
      'Il était déjà là, la veille, l’ét\uFFFD',
    );
  });

  it('knows the encoding of mail, and names that only iconv knows', () => {
    expect(read(hex('1b2442 467c 4b5c 386c 1b2842 0a'))).toBe('日本語\n');
    expect(read(hex('8e 81'), 'cp850')).toBe('Äü');
    expect(codeOf(() => read(hex('61'), 'base64'))).toBe('ENCODING_UNKNOWN');
  });

  it('uses the encoding it is told', () => {
    expect(read(hex('a4a4a4e5'), 'big5')).toBe('中文');
    expect(read(hex('93 68 69 94'), 'latin1')).toBe('“hi”');
    expect(codeOf(() => read(hex('61'), 'klingon'))).toBe('ENCODING_UNKNOWN');
  });

  it.each([
    ['PNG', '89504e470d0a1a0a0000000d49484452'],
    ['ZIP', '504b0304140000000800'],
    ['ELF', '7f454c46020101000000'],
    ['MP4', '0000002066747970 69736f6d'],
    ['PDF', '255044462d312e370a'],
    ['gzip', '1f8b0800000000000003'],
    ['SQLite', '53514c69746520666f726d6174203300'],
    ['NULs', '00000000000000000000'],
    ['controls', '0102030405060708'],
  ])('refuses %s', (_, bytes) => {
    expect(codeOf(() => read(hex(bytes)))).toBe('FILE_NOT_TEXT');
  });

  it('mends line ends, control characters, inner byte order marks and composed letters', () => {
    expect(read(Buffer.from('a\r\nb\rc\u2028d\u0000e\uFEFFf\u0007 cafe\u0301 and so on'))).toBe(
      'a\nb\nc\ndef café and so on',
    );
  });

  it('cuts runs of combining marks, which would make normalising slow', () => {
    const marks = '\u0301\u0316'.repeat(200_000);
    expect(read(Buffer.from(`a${marks}b`)).length).toBeLessThan(40);
  });

  it('takes any bytes: text or FILE_NOT_TEXT', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(['nothing thrown', 'FILE_NOT_TEXT']).toContain(codeOf(() => read(bytes)));
      }),
      { numRuns: 300 },
    );
  });

  it('reads any UTF-8 text but for what it mends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const plain = text.replace(/[\p{Cc}\uFEFF\u2028\u2029]/gu, '');
        expect(read(Buffer.from(`text: ${plain}`))).toBe(`text: ${plain}`.normalize('NFC'));
      }),
      { numRuns: 100 },
    );
  });
});
