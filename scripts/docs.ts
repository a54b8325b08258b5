/** Writes the generated pages: docs/errors.md from the table of failures, docs/settings.md from that of settings. */
import { writeFile } from 'node:fs/promises';

import { errorsPage } from './docs/errors-page.ts';
import { settingsPage } from './docs/settings-page.ts';

await writeFile('docs/errors.md', errorsPage());
await writeFile('docs/settings.md', settingsPage());
