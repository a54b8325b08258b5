/** Languages offered to translate into, and as spoken; others can be had on the command line. */
export const TARGETS = [
  'zh',
  'zh-Hant',
  'en',
  'ja',
  'ko',
  'fr',
  'de',
  'es',
  'pt',
  'it',
  'ru',
  'ar',
];
export const SPOKEN = ['en', 'zh', 'yue', 'ja', 'ko', 'fr', 'de', 'es', 'pt', 'it', 'ru', 'ar'];
