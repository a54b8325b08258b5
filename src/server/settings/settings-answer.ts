import { loadSettings } from '../../app/settings/load-settings.ts';
import type { Environment } from '../../app/settings/settings-file.ts';
import { Settings } from '../../app/settings/settings.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import { type Provider, PROVIDERS } from '../../llm/models/providers.ts';
import { withoutCredentials } from '../../sources/web-address.ts';
import { type SettingsAnswer, SettingValues } from '../contract-settings.ts';

type Around = { readonly language: InterfaceLanguage; readonly canChange: boolean };

/**
 * The settings as environment, file and defaults give them, without any key. Throws as `loadSettings` does for what is
 * wrong with them.
 */
export async function settingsAnswer(
  env: Environment,
  { language, canChange }: Around,
): Promise<SettingsAnswer> {
  const { values, origins, file } = await loadSettings(env);
  const known = SettingValues.keyof().options.map((name) => [name, origins[name]] as const);
  return {
    values: shownValues(values),
    origins: Object.fromEntries(
      known.flatMap(([name, origin]) => (origin === undefined ? [] : [[name, origin]])),
    ),
    file,
    providers: Object.entries<Provider>(PROVIDERS).map(([name, provider]) => ({
      name,
      title: typeof provider.title === 'string' ? provider.title : provider.title[language],
      key: keyOf(provider, { own: values.keys?.[name], env }),
      isLocal: provider.local,
    })),
    noteStyles: [...Settings.shape.noteStyle.unwrap().options],
    canChange,
  };
}

/** One by one, so that no setting is told only because it was added. */
function shownValues(values: Settings): SettingValues {
  const { to, model, secondModel, baseUrl, speech, noteStyle, style, maxCost, language } = values;
  const address = baseUrl === undefined ? undefined : withoutCredentials(baseUrl);
  return {
    to,
    model,
    secondModel,
    baseUrl: address,
    speech,
    noteStyle,
    style,
    maxCost,
    language,
  };
}

type Places = { readonly own: string | undefined; readonly env: Environment };

/** Where a run takes the key from, in the order of `findKey`; one that is no key is there all the same. */
function keyOf(
  { keyVariables }: Provider,
  { own, env }: Places,
): SettingsAnswer['providers'][number]['key'] {
  if (own?.trim()) return 'file';
  return keyVariables.some((variable) => env[variable]?.trim()) ? 'environment' : 'none';
}
