import { sourcesFor } from '../../app/models/model-sources.ts';
import { checkSetting } from '../../app/settings/load-settings.ts';
import { keepSettings } from '../../app/setup/keep-settings.ts';
import type { Need } from '../../app/setup/needs.ts';
import { byteSize } from '../../base/byte-size.ts';
import { AppError } from '../../base/errors.ts';
import { SOURCES } from '../../weights/model-source.ts';
import { MARKS } from '../wording/marks.ts';
import { type Around, failureText, spokenBy, wordsFor } from './around.ts';
import { askUntil, type Read } from './dialogue.ts';

/** Where models are to come from; `undefined` as a whole where nothing is to be fetched. */
export type Source = { readonly modelsFrom: string | undefined };

/** Says that nothing is to be fetched. */
const NO = /^(?:n|no|否|不)$/i;
const YES = /^(?:y|yes|是|好|)$/i;

/**
 * The third question: whether all that is lacking may be fetched, its size told before, and where models come from. Keeps the
 * answer.
 */
export async function askSource(
  needs: readonly Need[],
  around: Around,
): Promise<Source | undefined> {
  const { dialogue, env, loaded } = around;
  const words = wordsFor(around);
  const { aside, between } = MARKS[spokenBy(around)];
  const parts = needs.map(
    ({ kind, name, bytes }) => words.needs[kind](name) + aside(byteSize(bytes)),
  );
  const total = byteSize(needs.reduce((sum, { bytes }) => sum + bytes, 0));
  dialogue.say(words.toFetch(parts.join(between), total));
  const { modelsFrom } = loaded.values;
  if (needs.every(({ kind }) => kind === 'program' || kind === 'engine')) {
    const isWanted = await askUntil<boolean>(dialogue, words.mayFetch, (answer) => {
      if (NO.test(answer)) return { value: false };
      return YES.test(answer) ? { value: true } : { mistake: words.yesOrNo };
    });
    return isWanted ? { modelsFrom } : undefined;
  }
  const offers = offersFor(around);
  dialogue.offer(words.whichSource);
  dialogue.offer(offers.map(({ line }, at) => `  ${at + 1}  ${line}`).join('\n'));
  const chosen = await askUntil<Source | undefined>(dialogue, words.source, (answer) => {
    if (NO.test(answer)) return { value: undefined };
    const offer = offers[YES.test(answer) ? 0 : Number(answer) - 1];
    return offer ? { value: offer } : ownAddress(answer, around);
  });
  if (chosen && chosen.modelsFrom !== modelsFrom)
    await keepSettings(env, { modelsFrom: chosen.modelsFrom });
  return chosen && { modelsFrom: chosen.modelsFrom };
}

type Offer = Source & { readonly line: string };

function offersFor(around: Around): Offer[] {
  const { env, loaded } = around;
  const words = wordsFor(around);
  const { modelsFrom } = loaded.values;
  const [set] = sourcesFor({ env, modelsFrom });
  const isSet = set !== undefined && !SOURCES.includes(set);
  const hosts = SOURCES.map(({ base }) => base);
  const isVariable =
    loaded.origins.modelsFrom === 'environment' || (isSet && modelsFrom === undefined);
  // What a variable names goes before the settings, whatever is chosen here.
  const any = { modelsFrom: undefined, line: words.anySource(hosts.map(hostOf)) };
  return [
    ...(isSet ? [{ modelsFrom, line: words.asSet(set.base) }] : []),
    ...(isVariable ? [] : [any]),
    ...hosts.map((base, at) => ({
      modelsFrom: base,
      line: at === 0 ? words.hub(hostOf(base)) : words.mirror(hostOf(base)),
    })),
  ];
}

function hostOf(base: string): string {
  return new URL(base).host;
}

function ownAddress(answer: string, around: Around): Read<Source> {
  const words = wordsFor(around);
  try {
    // A number out of the list would pass for the name of a host.
    if (/^\d*$/.test(answer)) return { mistake: words.noSource };
    checkSetting(['modelsFrom'], answer, '');
    return { value: { modelsFrom: answer } };
  } catch (error) {
    const failure = AppError.find(error);
    if (!failure) throw error;
    return {
      mistake: failure.code === 'SETTING_BAD' ? words.noSource : failureText(failure, around),
    };
  }
}
