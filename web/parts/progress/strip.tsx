import { X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';

import type { TalkSummary } from '../../../src/server/contract.ts';
import { about, clock, money, percent, roughly } from '../../format.ts';
import { problemOf } from '../../server/ask.ts';
import { cancelTalk, isUnderWay } from '../../server/talk-actions.ts';
import type { TalkProgress } from '../../talk/progress.ts';
import { shareOf, timeLeft } from '../../talk/share.ts';
import { stageText } from '../../talk/stage-text.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';
import { Trouble } from '../trouble.tsx';
import { TellMe } from './tell-me.tsx';

/** How far the work is, always in sight. */
export function Strip({
  talk,
  progress,
  onChange,
}: {
  readonly talk: TalkSummary;
  readonly progress: TalkProgress;
  readonly onChange: (talk: TalkSummary) => void;
}) {
  const words = useWords();
  const [error, setError] = useState<unknown>();
  const isActive = isUnderWay(talk);
  const share = shareOf(progress);
  return (
    <section class="strip" aria-label={words.status[talk.status]}>
      <progress
        value={share}
        max={1}
        aria-label={words.talks.progressOf(talk.title)}
        data-ended={!isActive}
      />
      <div class="strip-row">
        <p class="stage">
          <strong>{percent(share)}</strong>{' '}
          <span>{isActive ? stageOf(talk, progress, words) : words.status[talk.status]}</span>
        </p>
        {isActive && (
          <div class="row">
            <TellMe title={progress.title || talk.title} ended={progress.ended} />
            <button
              type="button"
              class="button"
              onClick={() => void cancelTalk(talk.id).then(onChange, setError)}
            >
              <Icon of={X} />
              {words.frame.cancel}
            </button>
          </div>
        )}
      </div>
      <Amounts progress={progress} share={share} isActive={isActive} />
      {error !== undefined && <Trouble of={problemOf(error)} />}
    </section>
  );
}

function stageOf(
  talk: TalkSummary,
  progress: TalkProgress,
  words: ReturnType<typeof useWords>,
): string {
  if (talk.status === 'queued' && progress.steps.length === 0) return words.progress.waiting;
  return stageText(progress, words) || words.progress.starting;
}

function Amounts({
  progress: { began, tokens, cost, model, ended },
  share,
  isActive,
}: {
  readonly progress: TalkProgress;
  readonly share: number;
  readonly isActive: boolean;
}) {
  const { progress: words } = useWords();
  const isRunning = isActive && began !== undefined && ended === undefined;
  const now = useNow(isRunning);
  const spentMs = Math.max(0, now - (began ?? now));
  const left = timeLeft(share, spentMs);
  return (
    <dl class="facts">
      {isRunning && (
        <>
          <Fact name={words.time} value={clock(spentMs / 1000)} />
          <Fact
            name={words.left}
            value={left === undefined ? words.leftUnknown : words.leftAbout(roughly(left))}
          />
        </>
      )}
      {tokens > 0 && <Fact name={words.tokens} value={about(tokens)} />}
      {cost !== undefined && <Fact name={words.cost} value={money(cost)} />}
      {model !== undefined && <Fact name={words.model} value={model} />}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The clock, in milliseconds, as long as somebody waits by it. */
function useNow(isWaiting: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isWaiting) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return now;
}
