/** What a browser fetches before it shows a page, as it goes over the line; the talk's own HTML and recording apart. */
import { get } from 'node:http';
import { gzipSync } from 'node:zlib';

import { z } from 'zod';

import type { Row } from '../table.ts';
import { serveLibrary, withLibrary } from './serving.ts';
import { putThreeHours } from './three-hours.ts';

type Part = {
  readonly text: string;
  /** In bytes: as it was sent, and as gzip makes it. */
  readonly sent: number;
  readonly packed: number;
};

export async function measureWeight(): Promise<Row[]> {
  return await withLibrary(async (folder) => {
    await putThreeHours(folder);
    const served = await serveLibrary(folder);
    try {
      const talks = await (await fetch(`${served.origin}/api/talks`)).json();
      const [talk] = z.array(z.object({ id: z.string() })).parse(talks);
      return [
        ...(await rowsFor('home page', `${served.origin}/`)),
        ...(await rowsFor("three hours' page", `${served.origin}/talks/${talk?.id}`)),
      ];
    } finally {
      await served.close();
    }
  });
}

async function rowsFor(name: string, url: string): Promise<Row[]> {
  const page = await fetched(url);
  const parts = await neededBy(page.text, url);
  return [
    [`${name}: script and style with gzip, as sent`, kilobytes(parts), '< 150 kB'],
    ['… its HTML', kilobytes([page]), ''],
  ];
}

function kilobytes(parts: readonly Part[]): string {
  const sum = (of: 'sent' | 'packed'): string =>
    `${(parts.reduce((whole, part) => whole + part[of], 0) / 1000).toFixed(1)} kB`;
  return `${sum('packed')}, ${sum('sent')}`;
}

/** Scripts and styles of a page, and the scripts that these import before they run. */
async function neededBy(html: string, url: string): Promise<Part[]> {
  const wanted = [
    ...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"/g),
  ];
  const left = wanted.map(([, address = '']) => new URL(address, url).href);
  const parts = new Map<string, Part>();
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (parts.has(at)) continue;
    const part = await fetched(at);
    parts.set(at, part);
    for (const [, address = ''] of part.text.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g))
      left.push(new URL(address, at).href);
  }
  return [...parts.values()];
}

/** Fetches as a browser does, and counts what comes. */
async function fetched(url: string): Promise<Part> {
  const { length: sent } = await new Promise<Buffer>((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => resolve(Buffer.concat(pieces))).on('error', reject);
    }).on('error', reject);
  });
  const text = await (await fetch(url)).text();
  return { text, sent, packed: gzipSync(text).length };
}
