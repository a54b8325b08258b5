import { serverKind } from '../../app/choosing/choose-model.ts';
import { findKey } from '../../app/choosing/find-key.ts';
import { chatModelsAt } from '../../app/choosing/served-models.ts';
import { checkSetting, loadSettings } from '../../app/settings/load-settings.ts';
import type { Settings } from '../../app/settings/settings.ts';
import type { ChosenModel } from '../../app/setup/model-choices.ts';
import { type Around, wordsFor } from './around.ts';
import type { Read } from './dialogue.ts';
import { typedKey } from './typed-key.ts';

/**
 * A server that speaks OpenAI's protocol by its address, and behind a blank the model where it has several: `https://…/v1 NAME`.
 * Where it says nothing without a key, one is asked for. Throws `SETTING_BAD` for what is no address.
 */
export async function typedServer(text: string, around: Around): Promise<Read<ChosenModel>> {
  const { env, loaded, signal } = around;
  const [baseUrl = '', named] = text.split(/\s+/);
  checkSetting(['baseUrl'], baseUrl, '');
  const provider = serverKind(baseUrl);
  const found = (model: string | undefined): Read<ChosenModel> => {
    if (model === undefined) return { mistake: wordsFor(around).noModelAt(baseUrl) };
    return { value: { place: { model: `${provider}:${model}`, baseUrl }, isSet: false } };
  };
  const modelsWith = async (settings: Settings): Promise<string[]> =>
    await chatModelsAt({ provider, baseUrl }, { settings, env, signal });
  const [open] = await modelsWith(loaded.values);
  if (open !== undefined || findKey(provider, loaded.values, env)) return found(named ?? open);
  const key = await typedKey({ provider, baseUrl }, around);
  if ('mistake' in key) return key;
  const [model] = await modelsWith((await loadSettings(env)).values);
  return found(named ?? model);
}
