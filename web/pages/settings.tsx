import { useEffect } from 'preact/hooks';

import type { SettingsAnswer } from '../../src/server/contract-settings.ts';
import { Defaults } from '../parts/settings/defaults.tsx';
import { Findings } from '../parts/settings/findings.tsx';
import { LocalModels } from '../parts/settings/local-models.tsx';
import { ModelSettings } from '../parts/settings/model-settings.tsx';
import { useTitle } from '../parts/title.ts';
import { Trouble } from '../parts/trouble.tsx';
import { useAnswer } from '../server/use-answer.ts';
import { useWords } from '../words/language.ts';

/** Models, keys, what is made, and what there is on this machine. */
export function SettingsPage() {
  const { settings: words, frame } = useWords();
  const { answer: settings, problem, put } = useAnswer<SettingsAnswer>('/api/settings');
  useTitle(words.title);
  useEffect(() => {
    // What a link names is there only now.
    if (location.hash.length > 1) document.querySelector(location.hash)?.scrollIntoView();
  }, [settings !== undefined]);
  return (
    <div class="page narrow settings">
      <h1>{words.title}</h1>
      {settings && <p class="soft file-path">{words.file(settings.file)}</p>}
      {settings && !settings.canChange && <p class="notice">{words.fixed}</p>}
      {!settings && !problem && <p class="soft">{frame.loading}</p>}
      {problem && <Trouble of={problem} />}
      {settings && (
        <>
          <ModelSettings settings={settings} onChange={put} />
          <Defaults settings={settings} onChange={put} />
        </>
      )}
      <LocalModels settings={settings} onChange={put} />
      <Findings />
    </div>
  );
}
