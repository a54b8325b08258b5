import { keepSettings } from '../../app/setup/keep-settings.ts';
import { expectedLanguages, type Languages, readLanguages } from '../../app/setup/languages.ts';
import { languageName } from '../../model/language.ts';
import { type Around, spokenBy, wordsFor } from './around.ts';
import { askUntil } from './dialogue.ts';

/** The first question: which language talks are in, and which one they are wanted in. Keeps the answer. */
export async function askLanguages(around: Around): Promise<Languages> {
  const { dialogue, env, loaded } = around;
  const words = wordsFor(around);
  const expected = expectedLanguages(loaded, env);
  const isKept = { from: loaded.values.from, to: expected.to };
  const question = words.languages(expected.from, expected.to);
  const { from, to } = await askUntil<Languages>(dialogue, question, (answer) => {
    // Talks in any other language are recognised as such as long as none is named.
    if (answer === '') return { value: isKept };
    const read = readLanguages(answer, expected.to);
    if (!('unknown' in read)) return { value: read };
    return { mistake: words.noLanguage(read.unknown) + read.hint[spokenBy(around)] };
  });
  const changes = {
    ...(from !== loaded.values.from && { from }),
    // One that is only the usual one may be another the next time.
    ...((to !== loaded.values.to || loaded.origins.to === 'default') && { to }),
  };
  await keepSettings(env, changes);
  const nameOf = (tag: string): string => languageName(tag, spokenBy(around));
  dialogue.say(words.languagesAre(from === undefined ? undefined : nameOf(from), nameOf(to)));
  return { from, to };
}
