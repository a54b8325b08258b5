import { useEffect, useRef } from 'preact/hooks';

import type { TalkSummary } from '../../../src/server/contract.ts';
import { languageName } from '../../format.ts';
import { isUnderWay } from '../../server/talk-actions.ts';
import type { TalkProgress } from '../../talk/progress.ts';
import { newestRow } from '../../talk/share.ts';
import { useFollow } from '../../talk/use-follow.ts';
import { useProgress } from '../../talk/use-progress.ts';
import { useWords } from '../../words/language.ts';
import { announce } from '../live-region.tsx';
import { useTitle } from '../title.ts';
import { Ended } from './ended.tsx';
import { LiveText } from './live-text.tsx';
import { Outline } from './outline.tsx';
import { Strip } from './strip.tsx';

/** The work on a talk, as it goes on. */
export function Making({
  talk,
  onEnd,
  onChange,
}: {
  readonly talk: TalkSummary;
  /** The work came to an end, and the talk is another one now. */
  readonly onEnd: () => void;
  readonly onChange: (talk: TalkSummary) => void;
}) {
  const words = useWords();
  const { progress, isLost } = useProgress(talk.id);
  useTitle(progress.title || talk.title);
  const list = useRef<HTMLOListElement>(null);
  const isActive = isUnderWay(talk);
  const { isFollowing, follow } = useFollow(list, isActive ? newestRow(progress) : -1);
  useEndOf(progress, isActive, onEnd);
  useStageTold(progress);
  return (
    <div class="page making">
      <header class="making-head">
        <h1>{progress.title || talk.title}</h1>
        <p class="meta">
          {isTelling(talk) && <span class="source">{talk.source}</span>}
          {languagesIn(progress) !== '' && <span>{languagesIn(progress)}</span>}
        </p>
      </header>
      <Strip talk={talk} progress={progress} onChange={onChange} />
      {isLost && <p class="notice">{words.frame.lost}</p>}
      {!isActive && <Ended talk={talk} onChange={onChange} />}
      <div class="making-body">
        <Outline progress={progress} isActive={isActive} />
        <LiveText list={list} progress={progress} isActive={isActive} />
      </div>
      {isActive && !isFollowing && (
        <button type="button" class="button main to-newest" onClick={follow}>
          {words.progress.newest}
        </button>
      )}
    </div>
  );
}

/** From which language into which, as far as they are known. */
function languagesIn({ language, target, plan }: TalkProgress): string {
  const spoken = language === undefined ? '' : languageName(language);
  if (!plan?.translation || target === undefined) return spoken;
  return `${spoken} → ${languageName(target)}`.trim();
}

/** What was pasted has no name but its title. */
function isTelling({ source, title }: TalkSummary): boolean {
  return source !== '' && source !== '…' && source !== title;
}

/** The event that tells the end comes a moment before the library knows of it. In milliseconds. */
const ASK_AGAIN_MS = 400;

function useEndOf({ ended }: TalkProgress, isActive: boolean, onEnd: () => void): void {
  useEffect(() => {
    if (ended === undefined || !isActive) return undefined;
    const timer = setInterval(onEnd, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [ended, isActive]);
}

/** Tells of each new step by its name alone: how far it is would be told without end. */
function useStageTold({ steps, ended }: TalkProgress): void {
  const words = useWords();
  const now = steps.at(-1);
  useEffect(() => {
    if (ended !== undefined) announce(words.status[ended]);
    else if (now !== undefined) announce(words.steps[now]);
  }, [now, ended]);
}
