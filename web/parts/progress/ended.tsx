import { RotateCcw } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';

import type { TalkSummary } from '../../../src/server/contract.ts';
import { problemOf } from '../../server/ask.ts';
import { retryTalk } from '../../server/talk-actions.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';
import { Trouble } from '../trouble.tsx';

/** Why the work ended without a talk to read, and how it goes on. */
export function Ended({
  talk,
  onChange,
}: {
  readonly talk: TalkSummary;
  readonly onChange: (talk: TalkSummary) => void;
}) {
  const words = useWords();
  const { problem, status } = talk;
  const [error, setError] = useState<unknown>();
  const place = useRef<HTMLDivElement>(null);
  // Who followed the newest line is far below.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  const again = (
    <button
      type="button"
      class="button main"
      onClick={() => void retryTalk(talk).then(onChange, setError)}
    >
      <Icon of={RotateCcw} />
      {words.problem.again}
    </button>
  );
  return (
    <div class="ended" ref={place}>
      {problem && status === 'failed' ? (
        <Trouble of={problem}>{again}</Trouble>
      ) : (
        <div class="notice row">
          <p>{status === 'bare' ? words.progress.bare : words.progress.cancelled}</p>
          <div class="row">
            {status === 'bare' && (
              <a class="button" href="/settings#model">
                {words.problem.toSettings}
              </a>
            )}
            {again}
          </div>
        </div>
      )}
      {error !== undefined && <Trouble of={problemOf(error)} />}
    </div>
  );
}
