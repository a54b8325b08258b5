import { languageName } from '../../model/language.ts';
import type { Sentence } from '../../model/sentence.ts';
import { DATA, type NoteBrief, showTalk, termBlock } from '../prompt.ts';
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
  return `You check study notes in ${to} against the transcript of a talk in ${languageName(brief.from)}. Read every statement beside the lines it cites and compare what matters: who does what to whom, which of two is larger, faster, better or earlier, what is denied, figures and their units, names, conditions, and whether the speaker asserts it or only asks, supposes or quotes it. ${DATA}

Verdicts
- supported: the lines say it, if in other words, shortened, or with misheard words put right by the term list.
- partly: they say most of it, but a detail of it is nowhere in them.
- not: they do not say it.
- contrary: they say the opposite, or exchange who or what.
A heading cites nothing: it is "not" or "contrary" only when it claims something that the lines shown do not say; else it is supported. Do not judge style or completeness.
${termBlock(brief.terms)}
Answer with JSON only. "faults" has each statement that is not supported: its number "n", the verdict "v", in "why" what is wrong in at most 20 words of ${to}, and in "c" the IDs of lines that would support it or say what is true, if any. "ok" has the numbers of all others.
{"faults":[{"n":3,"v":"contrary","why":"...","c":[31]}],"ok":[1,2]}

Statements (number, [IDs of the lines it cites], text):
${rows.join('\n')}

Lines:
${showTalk(lines, false)}`;
}
