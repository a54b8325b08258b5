import { convertSubtitles, type ConvertRequest } from '../../app/cutting/convert.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import type { CliIO } from '../terminal/io.ts';
import { CUT_WORDS } from '../wording/cut-words.ts';

/** Exit status when something is marked, or was replaced. */
const MARKED = 3;

/** Converts one subtitle file; says on standard output where the new one is. */
export async function runConvert(
  request: ConvertRequest,
  { io, language }: { readonly io: CliIO; readonly language: InterfaceLanguage },
): Promise<number> {
  const { output, replaced } = await convertSubtitles(request);
  io.stdout.write(`${output}\n`);
  if (replaced === 0) return 0;
  const encoding = request.outputEncoding ?? 'utf-8';
  io.stderr.write(`! ${CUT_WORDS[language].replaced(replaced, encoding)}\n`);
  return MARKED;
}
