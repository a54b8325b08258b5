import type { Server } from '../../app/choosing/served-models.ts';
import { keepSettings } from '../../app/setup/keep-settings.ts';
import { isKey, KEY_SIGNS, maskedKey } from '../../base/api-key.ts';
import { checkKey } from '../../llm/models/check-key.ts';
import { providerNamed } from '../../llm/models/providers.ts';
import { type Around, spokenBy, wordsFor } from './around.ts';
import type { Read } from './dialogue.ts';

/** A key typed unseen, shown to its service at no cost, and kept unless that refuses it or cannot be reached. */
export async function typedKey(server: Server, around: Around): Promise<Read<string>> {
  const { dialogue, env, signal } = around;
  const words = wordsFor(around);
  const title = titleOf(server.provider, around);
  const key = await dialogue.askHidden(words.key(title));
  if (key === '') return { mistake: words.noKey };
  if (!isKey(key)) return { mistake: words.badKey(KEY_SIGNS[spokenBy(around)]) };
  const { is, said } = await checkKey({ ...server, key, env, signal });
  if (is === 'refused' || is === 'unreachable') return { mistake: words.keyIs[is](title, said) };
  await keepSettings(env, { [`keys.${server.provider}`]: key });
  dialogue.say(words.keyIs[is](`${title} ${maskedKey(key)}`, said));
  return { value: key };
}

/** What a provider is called to a person. */
export function titleOf(provider: string, around: Pick<Around, 'loaded'>): string {
  const title = providerNamed(provider)?.title ?? provider;
  return typeof title === 'string' ? title : title[spokenBy(around)];
}
