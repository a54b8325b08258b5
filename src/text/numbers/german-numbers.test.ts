import { describe, expect, it } from 'vitest';

import { germanNumbers } from './german-numbers.ts';
import { missingAmong, numbersIn, otherNumber, strictNumbersIn } from './numbers.ts';

const found = (text: string, isStrict: boolean): number[] =>
  germanNumbers(text)
    .filter(({ strict }) => strict === isStrict)
    .flatMap(({ values }) => values);

describe('germanNumbers', () => {
  it.each<[string, number[]]>([
    ['vierundzwanzig Stunden', [24]],
    ['Einundfünfzig.', [51]],
    ['zweitausenddreihundertelf', [2311]],
    ['neunzehnhundertvierundachtzig', [1984]],
    ['einundzwanzigtausend Euro', [21_000]],
    ['rund elf Millionen Tonnen', [11e6]],
    ['anderthalb Millionen', [1.5e6]],
    ['drei Komma fünf Millionen', [3.5e6]],
    ['nach zweieinhalb Jahren', [2.5]],
    ['eine Milliarde', [1e9]],
    ['eine halbe Million', [500_000]],
  ])('reads %s', (text, values) => {
    expect(found(text, true)).toEqual(values);
  });

  it.each<[string, number[]]>([
    ['zwei oder drei Leute', [2, 3]],
    ['mit einem Dutzend', [12]],
    ['tausend Dank', [1000]],
    ['im zwanzigsten Jahrhundert', [20, 100]],
    ['am vierten Mai', [4, 5]],
    ['um halb sieben', [0.5, 50, 2, 30, 6, 7, 18]],
    ['vierzig- bis', [40, 4000, 40_000]],
    ['siebzehnjährige', [17]],
    ['zweimal', [2]],
    ['null, acht, vier', [0, 8, 8, 4, 84]],
  ])('does not insist on %s', (text, values) => {
    expect(found(text, true)).toEqual([]);
    expect(new Set(found(text, false))).toEqual(new Set(values));
  });

  it.each(['Ein Haus und eine Frau.', 'Das ist einfach.', 'Er hat es verachtet.'])(
    'finds none in: %s',
    (text) => {
      expect(germanNumbers(text)).toEqual([]);
    },
  );
});

describe('a German line and its translation', () => {
  it.each([
    [
      'In 1989 about half a million people filled the square.',
      '1989 füllte rund eine halbe Million Menschen den Platz.',
    ],
    [
      'My seventeen-year-old brother has twenty-one rabbits.',
      'Mein siebzehnjähriger Bruder hat einundzwanzig Kaninchen.',
    ],
    [
      'It costs between forty and fifty million euros.',
      'Es kostet zwischen vierzig und fünfzig Millionen Euro.',
    ],
    ['Two or three hundred people came.', 'Es kamen zwei- oder dreihundert Leute.'],
    ['That was one and a half million years ago.', 'Das war vor anderthalb Millionen Jahren.'],
    ['Ninety percent of it is water.', 'Neunzig Prozent davon sind Wasser.'],
    ['We meet at half past four.', 'Wir treffen uns um halb fünf.'],
    [
      'In the nineteen sixties nobody had a computer.',
      'In den Sechzigerjahren hatte niemand einen Computer.',
    ],
    [
      'It is the twenty-first century, after all.',
      'Wir leben schließlich im einundzwanzigsten Jahrhundert.',
    ],
    ['A hundred and twenty kilometers per hour.', 'Hundertzwanzig Kilometer pro Stunde.'],
    ['There were twelve of us and 1,500 of them.', 'Wir waren zwölf, sie waren 1500.'],
    ['About a dozen eggs.', 'Ungefähr ein Dutzend Eier.'],
    ["The Thirty Years' War ended in 1648.", 'Der Dreißigjährige Krieg endete 1648.'],
    [
      'Two thirds of the class, twenty-four students, failed.',
      'Zwei Drittel der Klasse, vierundzwanzig Schüler, fielen durch.',
    ],
    ['It was two point five seconds.', 'Es waren zweieinhalb Sekunden.'],
    ['That is three times as much as in 2019.', 'Das ist dreimal so viel wie 2019.'],
    ['A quarter to twelve.', 'Viertel vor zwölf.'],
    ['It takes a hundred thousand years.', 'Das dauert hunderttausend Jahre.'],
    ['Thousands of people, tens of thousands even.', 'Tausende Menschen, sogar Zehntausende.'],
    [
      'The temperature fell to minus fourteen degrees.',
      'Die Temperatur fiel auf minus vierzehn Grad.',
    ],
    ['She is in her mid-thirties.', 'Sie ist Mitte dreißig.'],
    [
      'The 18th century had its own rules.',
      'Das achtzehnte Jahrhundert hatte seine eigenen Regeln.',
    ],
    [
      'We need sixteen thousand five hundred of them.',
      'Wir brauchen sechzehntausendfünfhundert davon.',
    ],
    [
      'A billion people, maybe one point two billion.',
      'Eine Milliarde Menschen, vielleicht eins Komma zwei Milliarden.',
    ],
    ['It happened on the eleventh of March.', 'Es geschah am elften März.'],
  ])('have the same numbers: %s', (english, german) => {
    for (const [source, from, target, to] of [
      [english, 'en', german, 'de'],
      [german, 'de', english, 'en'],
    ] as const) {
      const written = numbersIn(target, to);
      expect(missingAmong(strictNumbersIn(source, from), written)).toEqual([]);
      expect(otherNumber(numbersIn(source, from), written)).toBeUndefined();
    }
  });
});
