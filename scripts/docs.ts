/** Writes the generated pages: docs/errors.md from the table of failures. */
import { writeFile } from 'node:fs/promises';

import { errorsPage } from './docs/errors-page.ts';

await writeFile('docs/errors.md', errorsPage());
