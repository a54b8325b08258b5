/** Writes sample/talk.srt from the sample's script and its exact times. */
import { readFile, writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { parseJson } from '../src/base/json.ts';
import { layOutSubtitles } from '../src/subtitles/lines/lines.ts';
import { writeSrt } from '../src/subtitles/write-srt.ts';

const Script = z.array(z.object({ start: z.number(), end: z.number(), text: z.string() }));

const script = Script.parse(parseJson(await readFile('sample/talk.json', 'utf8')));
await writeFile('sample/talk.srt', writeSrt(layOutSubtitles(script)));
