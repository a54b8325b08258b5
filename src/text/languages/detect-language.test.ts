import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { detectLanguage } from './detect-language.ts';

it.each([
  ['en', readFileSync('sample/talk.txt', 'utf8')],
  ['en', 'Hello there, thank you all for coming today.'],
  [
    'de',
    'Guten Tag, meine Damen und Herren, heute sprechen wir über die Geschichte der Eisenbahn in Europa.',
  ],
  [
    'nl',
    'Goedemorgen allemaal, vandaag gaan we het hebben over de geschiedenis van het spoor in Nederland.',
  ],
  [
    'fr',
    'Bonjour à tous, nous allons parler aujourd’hui de la mémoire des ordinateurs et des langages.',
  ],
  [
    'es',
    'Hola a todos, hoy vamos a hablar de cómo funciona la memoria de los ordenadores modernos.',
  ],
  ['ru', 'Здравствуйте, сегодня мы поговорим о том, как устроена память современного компьютера.'],
  ['zh', '大家好，今天我们来讲一下大语言模型的基本原理，然后我们会看一些例子。'],
  [
    'zh',
    '我们今天来讲一下 PostgreSQL 的 query planner 怎么 work 的 首先它会 collect statistics for each column 然后用这些 statistics to estimate the number of rows',
  ],
  [
    'en',
    'The word 数据库 means database, and 索引 means index, and that is all of the Chinese we need.',
  ],
  ['zh-Hant', '大家好，今天我們來講一下大型語言模型的基本原理，然後我們會看一些例子。'],
  ['ja', '皆さんこんにちは。今日は大規模言語モデルの仕組みについてお話しします。'],
  ['ko', '안녕하세요 여러분, 오늘은 언어 모델이 어떻게 작동하는지 이야기해 보겠습니다.'],
  ['th', 'สวัสดีครับ วันนี้เราจะพูดถึงแบบจำลองภาษา'],
  ['en', '12345 ...'],
  ['en', ''],
])('tells %s', async (language, text) => {
  expect(await detectLanguage(text)).toBe(language);
});
