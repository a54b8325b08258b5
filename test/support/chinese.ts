/** What is wrong with a text of ours in Chinese, as a native reader would see it. */

/** Where a text may hold what is no Chinese: words of others in quotation marks, and what is typed or looked for as it is. */
const KEPT: readonly RegExp[] = [
  /“[^“”]*”/g,
  /\b\w+:\/\/[^\s，。；：、）”]+/g,
  // Commands, with all that follows in the Latin alphabet, and variables.
  /\b(?:talkleaf|yt-dlp|brew|winget|pipx|sudo|git|npm)\b(?: +(?:"[^"]*"|[!-~]+))*/g,
  // Options and what they are given.
  /(?<![\w-])--?[a-z][\w-]*(?:[ =](?:<[^<>]*>|[a-z]+))?/g,
  // JSON, choices, names of places, marks of a tick list.
  /\{[^{}]*\}|\[[^[\]]*\]|<[^<>]*>/g,
  // Paths, names of files, suffixes.
  /(?:[\w@+~…-]*[./\\:])+[\w@+…-]+/g,
  /\b[A-Z][A-Z\d]*_[A-Z\d_]*/g,
];

/** Names of three words. */
const NAMES = /\bFunASR Model License\b/g;

/** Words in a row that make a sentence: at least one is no abbreviation. */
const WORDS = /[A-Za-z][A-Za-z'’]*(?:,? +[A-Za-z][A-Za-z'’]*){2,}/g;

/** The English sentences of a text, but for what others are quoted with. */
export function englishIn(text: string): string[] {
  const own = [...KEPT, NAMES].reduce((rest, pattern) => rest.replace(pattern, '·'), text);
  return [...own.matchAll(WORDS)].map(([words]) => words).filter((words) => /[a-z]{4}/.test(words));
}

const FAULTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a half-width mark behind Chinese', /[\p{sc=Han}”）》][,;:?!()](?!\d)/u],
  ['a half-width mark before Chinese', /[,;:?!()"] *[\p{sc=Han}“（《]/u],
  ['a half-width full stop behind Chinese', /[\p{sc=Han}”）]\.(?!\w)/u],
  [
    'a space beside a full-width mark',
    /(?<! ) [“”，。；：、？！（）]|[“”，。；：、？！（）] (?! |$)/mu,
  ],
  ['Chinese beside a letter or a digit', /\p{sc=Han}[a-z\d$]|[a-z\d%]\p{sc=Han}/iu],
  ['two marks in a row', /[，。；：、？！]{2}|。[.]/u],
  ['a formal you', /您/u],
  ['a place that was not filled', /\{\w+\}|undefined|\[object/u],
];

/** What speaks against a Chinese text: English sentences, marks and spaces as English has them. */
export function faultsIn(text: string): string[] {
  // What is quoted is written as it is typed.
  const own = text.replace(/“[^“”]*”/g, '“·”').replace(/\{[^{}]*[^{}\w].*\}/g, '·');
  const marks = FAULTS.flatMap(([name, pattern]) => {
    const found = pattern.exec(own);
    return found ? [`${name}: ${own.slice(Math.max(0, found.index - 8), found.index + 12)}`] : [];
  });
  return [...englishIn(text).map((words) => `English: ${words}`), ...marks];
}
