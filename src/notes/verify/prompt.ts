import { languageName } from '../../model/language.ts';
import type { Sentence } from '../../model/sentence.ts';
import { DATA, type NoteBrief, showTalk, termBlock } from '../asking/prompt.ts';
import type { Statement } from './statements.ts';

/** Asks whether the lines say what the statements say; their numbers begin with 1. */
export function verdictPrompt(
  statements: readonly Statement[],
  lines: readonly Sentence[],
  brief: NoteBrief,
): string {
  const to = languageName(brief.to);
  const rows = statements.map(({ kind, text, cites }, index) => {
    const where = kind === 'heading' ? 'heading' : cites.join(',');
    return `${index + 1} [${where}] ${text.replace(/\s+/g, ' ')}`;
  });
  return `You check study notes in ${to} against the transcript of a talk in ${languageName(brief.from)}. Read each statement beside the lines it cites: who does what, which of two is more or better or earlier, denials, figures, units, names, conditions, and whether the speaker asserts it or only asks, supposes or quotes it. ${DATA}
Verdicts
- supported: the lines say it, also in other words, shortened, or with misheard words put right.
- partly: a detail of it is nowhere in them.
- not: they do not say it.
- contrary: they say the opposite, or exchange who or what.
A heading is at fault only when it claims something that the lines shown do not say. Style and completeness do not matter.
${termBlock(brief.terms)}
Answer with JSON only. "faults": each statement that is not supported, with its number "n", the verdict "v", in "why" what is wrong in at most 20 words of ${to}, in "c" the IDs of lines that say what is true, if any. "ok": the numbers of all others.
{"faults":[{"n":3,"v":"contrary","why":"...","c":[31]}],"ok":[1,2]}

Statements, as number [IDs of cited lines] text:
${rows.join('\n')}

Lines:
${showTalk(lines, false)}`;
}
