import { lookAtSettings } from '../../app/doctor/settings.ts';
import type { Environment } from '../../app/settings/settings-file.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import type { FindingInfo } from '../contract-settings.ts';

export type FindingOptions = {
  readonly language: InterfaceLanguage;
  /** Whether keys are tried, by requests that cost nothing. */
  readonly asks: boolean;
  /** Where talks are kept, whatever the settings say. */
  readonly folder: string;
  readonly signal: AbortSignal;
};

/** What `talkleaf doctor` finds on this machine. Throws the signal's reason. */
export async function findingsOn(
  env: Environment,
  { language, asks, folder, signal }: FindingOptions,
): Promise<FindingInfo[]> {
  const { examine } = await import('../../app/doctor/doctor.ts');
  const { settings, findings } = await lookAtSettings(env);
  const around = { env, settings: { ...settings, out: folder }, asks, signal };
  const told: FindingInfo[] = [];
  for await (const { about, todo, ...rest } of examine(around, findings)) {
    told.push({ ...rest, about: about[language], todo: todo?.[language] });
  }
  return told;
}
