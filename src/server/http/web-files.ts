import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { parseJson } from '../../base/json.ts';
import { packageFile } from '../../base/package-file.ts';

/** What the page is made of, by vite. */
export const WEB = packageFile('dist/web');

const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).optional() }),
);

/** Addresses of what a talk's own page needs; its files are named after what is in them. */
export function readerFiles(): { script: string; styles: string[] } {
  const manifest = Manifest.parse(parseJson(readFileSync(`${WEB}/manifest.json`, 'utf8')));
  const { file = '', css = [] } = manifest['reader.ts'] ?? {};
  return { script: `/${file}`, styles: css.map((name) => `/${name}`) };
}
