import { loadSettings } from '../../app/settings/load-settings.ts';
import { withOffline } from '../../app/settings/with-offline.ts';
import { silentDialogue, terminalDialogue } from '../setup/dialogue.ts';
import { setUp } from '../setup/set-up.ts';
import { whatToType } from '../setup/what-to-type.ts';
import { canAsk } from '../terminal/ask.ts';
import type { CliIO } from '../terminal/io.ts';

/**
 * Asks three things at most and puts everything in place; with `yes` it takes the default of each. Where nobody can be asked it
 * prints what to type.
 */
export async function runSetup(
  io: CliIO,
  { yes = false }: { readonly yes?: boolean },
): Promise<number> {
  const loaded = await loadSettings(io.env);
  const env = withOffline(io.env, loaded.values);
  const around = { env, loaded, output: io.stderr, signal: io.signal };
  if (!yes && !canAsk(io)) {
    io.stdout.write(await whatToType(around));
    return 0;
  }
  await setUp({ ...around, dialogue: yes ? silentDialogue(io) : terminalDialogue(io) });
  return 0;
}
