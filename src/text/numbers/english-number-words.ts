/** The words from zero to nine. */
export const ONES: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
/** The words from ten to nineteen. */
export const TEENS: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
/** The tens from twenty on. */
export const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
/** Words that multiply what stands before them. */
export const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
/** Words that mean a number without being one; they may support a number but are not asked for. */
export const HINTS: Readonly<Record<string, readonly number[]>> = {
  half: [0.5, 50, 2, 30],
  halves: [0.5, 50, 2],
  quarter: [0.25, 25, 4, 15],
  quarters: [0.75, 75],
  once: [1],
  twice: [2],
  double: [2],
  doubled: [2],
  triple: [3],
  tripled: [3],
  couple: [2],
  pair: [2],
  dozen: [12],
  dozens: [12, 24],
  hundreds: [100],
  thousands: [1000],
  millions: [1e6],
  billions: [1e9],
  percent: [100],
  twenties: [20],
  thirties: [30],
  forties: [40],
  fifties: [50],
  sixties: [60],
  seventies: [70],
  eighties: [80],
  nineties: [90],
  january: [1],
  february: [2],
  march: [3],
  april: [4],
  may: [5],
  june: [6],
  july: [7],
  august: [8],
  september: [9],
  october: [10],
  november: [11],
  december: [12],
};
/** They support a number, alone ("fifth") or at the end of one ("twenty-first"), but are not asked for. */
export const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  seventieth: 70,
  eightieth: 80,
  ninetieth: 90,
  hundredth: 100,
  thousandth: 1000,
};

const TABLES: readonly Readonly<Record<string, unknown>>[] = [
  ONES,
  TEENS,
  TENS,
  SCALES,
  HINTS,
  ORDINALS,
  { hundred: 100 },
];
/** All words that are numbers or part of them. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(
  TABLES.flatMap((table) => Object.keys(table)),
);

/** Finds out whether a text in lower case has any of these words. */
export const ANY_WORD = new RegExp(`\\b(?:${[...NUMBER_WORDS].join('|')})\\b`);
