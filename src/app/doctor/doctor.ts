import { lookAtDisk } from './disk.ts';
import type { Finding, Surroundings } from './finding.ts';
import { lookAtKeys, lookAtModel, lookAtServers } from './models.ts';
import { lookAtNetwork } from './network.ts';
import { lookAtOwnModels } from './own-models.ts';
import { lookAtPrograms } from './programs.ts';
import { lookAtSpeech } from './speech.ts';

/**
 * Looks at everything a talk may need on this machine: each thing is fine, can be done without, or is told with what to
 * type. All is looked at side by side and told in the same order. Keys are tried only when `asks` says so.
 */
export async function* examine(
  around: Surroundings,
  settings: readonly Finding[] = [],
): AsyncGenerator<Finding, void> {
  const looks = [
    Promise.resolve(settings),
    lookAtPrograms(around),
    lookAtSpeech(around),
    lookAtModel(around),
    lookAtKeys(around),
    lookAtServers(around),
    lookAtOwnModels(around),
    lookAtNetwork(around),
    lookAtDisk(around),
  ];
  // One that fails is told when its turn comes.
  for (const look of looks) look.catch(() => undefined);
  for (const look of looks) yield* await look;
}
