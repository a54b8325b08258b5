/** (e) The form of a note: how long its points are, and how many there are. */
import { readFile } from 'node:fs/promises';
import process from 'node:process';

import { parseJson } from '../../src/base/json.ts';
import { Recording } from '../../src/llm/simulated/recorded.ts';
import { median, type Row } from './table.ts';

/** Of the sample's recorded note; lengths in characters. */
export async function measureNote(): Promise<Row[]> {
  const { points: sections } = Recording.parse(
    parseJson(await readFile('sample/answers.json', 'utf8')),
  );
  const points = sections.flatMap((section) => section.points);
  const below = points.flatMap(({ sub }) => sub);
  return [
    [
      'sample note: sections, points, sub-points',
      `${sections.length}, ${points.length}, ${below.length}`,
      '',
    ],
    ['sample note: characters of a point, median', String(lengths(points)), '15–30'],
    ['sample note: characters of a sub-point, median', String(lengths(below)), '15–30'],
  ];
}

function lengths(claims: readonly { readonly t: string }[]): number {
  return median(claims.map(({ t }) => t.length));
}

if (process.argv[1] === import.meta.filename) console.log(await measureNote());
