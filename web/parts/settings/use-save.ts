import { useState } from 'preact/hooks';

import type { SettingsAnswer, SettingsChange } from '../../../src/server/contract-settings.ts';
import { ask } from '../../server/ask.ts';
import { useWords } from '../../words/language.ts';
import { announce } from '../live-region.tsx';

/** What a part of the settings is given. */
export type SettingsProps = {
  readonly settings: SettingsAnswer;
  readonly onChange: (settings: SettingsAnswer) => void;
};

export type Saving = {
  readonly state: 'open' | 'saving' | 'saved';
  readonly error: unknown;
  /** Changes settings; says so when it is done. */
  readonly save: (change: SettingsChange, said?: string) => Promise<boolean>;
};

export function useSave(onChange: SettingsProps['onChange']): Saving {
  const { settings: words } = useWords();
  const [state, setState] = useState<Saving['state']>('open');
  const [error, setError] = useState<unknown>();
  const save = async (change: SettingsChange, said = words.saved): Promise<boolean> => {
    setState('saving');
    setError(undefined);
    try {
      onChange(await ask<SettingsAnswer>('/api/settings', { method: 'PATCH', body: change }));
      setState('saved');
      announce(said);
      return true;
    } catch (thrown) {
      setState('open');
      setError(thrown);
      return false;
    }
  };
  return { state, error, save };
}
