import { readFileSync } from 'node:fs';

import { packageFile } from '../../base/package-file.ts';

/** What the page has besides the talk: what the build makes of `src/page/`. */
export type PageFiles = { readonly script: string; readonly style: string };

/** Reads script and style of the page. */
export function pageFiles(): PageFiles {
  return { script: builtFile('note.js'), style: builtFile('note.css') };
}

function builtFile(name: string): string {
  return readFileSync(packageFile(`dist/page/${name}`), 'utf8');
}
