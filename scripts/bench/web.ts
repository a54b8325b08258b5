/** The web server: its pages in a browser and on the line, many who follow, search in a large library, starting. */
import type { Row } from './table.ts';
import { measureFollowers } from './web/followers.ts';
import { measureReader } from './web/reader.ts';
import { measureSearch } from './web/searching.ts';
import { measureStarting } from './web/starting.ts';
import { measureWeight } from './web/weight.ts';

/** One after another: they would share two cores. */
export async function measureWeb(): Promise<Row[]> {
  return [
    ...(await measureStarting()),
    ...(await measureReader()),
    ...(await measureWeight()),
    ...(await measureFollowers()),
    ...(await measureSearch()),
  ];
}
