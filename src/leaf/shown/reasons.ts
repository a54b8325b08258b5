import type { Claim } from '../../model/note.ts';
import type { NoteWords } from '../words/note-words.ts';
import { flat, joinSentences } from './flat-text.ts';
import type { ShownLine } from './full-text.ts';

/** A model is asked for one sentence of why; weak ones ramble, and are cut at so many characters. */
const LONGEST_WHY = 300;

/** Why a translation is marked and what to do about it, in sentences; `undefined` where it is not marked. */
export function lineReason(line: ShownLine | undefined, words: NoteWords): string | undefined {
  if (line === undefined || line.state === 'said') return undefined;
  const { line: reasons, unknown } = words.reasons;
  const flags = unique(line.flags);
  // That there is no translation says little beside why the last one was refused.
  const telling = flags.length > 1 ? flags.filter((flag) => flag !== 'missing') : flags;
  const known = telling.map((flag) => reasons[flag]);
  const other = line.state === 'untranslated' ? reasons.missing : unknown;
  return withWhy(known.length > 0 ? known : [other], line.why);
}

/** The same for a statement of the note. */
export function statementReason({ doubts, why }: Claim, words: NoteWords): string | undefined {
  const known = unique(doubts).map((doubt) => words.reasons.statement[doubt]);
  return known.length > 0 ? withWhy(known, why) : undefined;
}

function unique<T>(items: readonly T[] = []): T[] {
  return [...new Set(items)];
}

/** What a model says stands behind what we say, for it may be wrong itself. */
function withWhy(reasons: readonly string[], why = ''): string {
  const said = flat(why).trim();
  // A cut may leave half a character.
  const start = said.slice(0, LONGEST_WHY).replace(/\p{Surrogate}$/u, '');
  return joinSentences([...reasons, said.length > LONGEST_WHY ? `${start}…` : said]);
}
