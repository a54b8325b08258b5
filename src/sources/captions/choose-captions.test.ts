import { expect, it } from 'vitest';

import { chooseCaptions, type Tracks } from './choose-captions.ts';

const tracks = (...keys: string[]): Tracks =>
  Object.fromEntries(keys.map((key) => [key, [{ ext: 'vtt', url: `https://a.example/${key}` }]]));
const translated: Tracks = {
  de: [{ ext: 'vtt', url: 'https://www.youtube.com/api/timedtext?v=1&tlang=de' }],
};

it.each([
  ["a person's before a machine's", tracks('en'), tracks('en', 'en-orig'), 'en', 'en', false],
  [
    "a machine's when no person wrote any",
    tracks('de'),
    tracks('en', 'en-orig'),
    'en',
    'en-orig',
    true,
  ],
  [
    'the original tells the language',
    tracks('de', 'en'),
    tracks('en-orig'),
    undefined,
    'en',
    false,
  ],
  ['no translation by machine', {}, { ...translated, ...tracks('en') }, 'de', undefined, false],
  ['the plain one before that of a country', tracks('en-GB', 'en', 'en-US'), {}, 'en', 'en', false],
  ['that of a country when it is the only one', tracks('en-GB', 'fr'), {}, 'en', 'en-GB', false],
  ['the script asked for', tracks('zh', 'zh-Hant'), {}, 'zh-Hant', 'zh-Hant', false],
  ["Bilibili's machine counts as one", tracks('danmaku', 'ai-zh'), {}, 'zh', 'ai-zh', true],
  ['chat is no captions', tracks('live_chat'), {}, undefined, undefined, false],
  ['a single language needs no other word', tracks('fr'), {}, undefined, 'fr', false],
  [
    'several without a word of which is spoken',
    tracks('fr', 'de'),
    {},
    undefined,
    undefined,
    false,
  ],
  ['no unreadable format', { en: [{ ext: 'xml' }] }, {}, 'en', undefined, false],
])('%s', (_, subtitles, automatic, spoken, key, isAutomatic) => {
  const chosen = chooseCaptions({ subtitles, automatic, spoken });
  expect(chosen?.key).toBe(key);
  expect(chosen?.isAutomatic ?? false).toBe(isAutomatic);
});

const languageOf = (key: string): string | undefined =>
  chooseCaptions({ subtitles: tracks(key), automatic: {} })?.language;

it("takes the site's marks off the language", () => {
  expect(['ai-zh', 'en-orig', 'en-nP7-2PuUl7o', 'zh-Hans'].map(languageOf)).toEqual([
    'zh',
    'en',
    'en',
    'zh-Hans',
  ]);
});
