import { TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';

import type { Problem } from '../../src/server/contract.ts';
import { useWords } from '../words/language.ts';
import { Icon } from './icon.tsx';

/** What went wrong, what to do, and the button that does it. */
export function Trouble({
  of: { code, message, hint },
  children,
}: {
  readonly of: Problem;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="trouble" data-code={code}>
      <Icon of={TriangleAlert} />
      <div>
        <p class="what">{message}</p>
        {hint !== '' && <p class="hint">{hint}</p>}
        <div class="actions">
          <Remedy code={code} />
          {children}
        </div>
      </div>
    </div>
  );
}

/** Where in the settings a failure can be helped. */
function Remedy({ code }: { readonly code: string }) {
  const { problem } = useWords();
  // Who is there already sees it.
  if (location.pathname === '/settings') return null;
  const isOfSpeech = /^(?:SPEECH_MODEL|SPEECH_LANGUAGE|SPEAKER_MODEL|SPEECH_SERVER)/.test(code);
  const isOfModel =
    /^(?:MODEL_(?:NONE|AUTH|KEY|QUOTA|NOT_FOUND|NAME|WRONG|UNFIT|CONTEXT)|KEY_|COST_|SETTING)/.test(
      code,
    );
  if (isOfSpeech) {
    return (
      <a class="button" href="/settings#speech">
        {problem.toSpeech}
      </a>
    );
  }
  return isOfModel ? (
    <a class="button" href="/settings#model">
      {problem.toSettings}
    </a>
  ) : null;
}
