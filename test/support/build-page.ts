/** Before any test: the script and the style of note.html are built anew, so that tests see what src/page/ says now. */
import { build } from 'vite';

export default async function buildPage(): Promise<void> {
  await build({ configFile: 'vite.config.ts', logLevel: 'warn' });
}
