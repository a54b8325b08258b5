import { useEffect, useRef } from 'preact/hooks';

import type { TalkSummary } from '../../src/server/contract.ts';
import { Made } from '../parts/progress/made.tsx';
import { Making } from '../parts/progress/making.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { isAsLoaded } from '../route.ts';
import { isReadable, isUnderWay } from '../server/talk-actions.ts';
import { useAnswer } from '../server/use-answer.ts';
import { useWords } from '../words/language.ts';

/** A talk while it is made. When it can be read the server shows it, with a page of its own. */
export function TalkPage({ id }: { readonly id: string }) {
  const { frame } = useWords();
  const { answer: talk, problem, again, put } = useAnswer<TalkSummary>(`/api/talks/${id}`);
  const isLeaving = useReader(talk);
  if (problem && !talk) {
    return (
      <div class="page narrow">
        <h1>{frame.nowhere}</h1>
        <Trouble of={problem} />
        <p>
          <a href="/">{frame.toHome}</a>
        </p>
      </div>
    );
  }
  if (!talk || isLeaving) {
    return <p class="page soft">{frame.loading}</p>;
  }
  return isReadable(talk) ? (
    <Made talk={talk} onChange={put} />
  ) : (
    <Making talk={talk} onEnd={again} onChange={put} />
  );
}

/** Loads the page anew for a talk that became readable under our eyes, or that we came to without the server. */
function useReader(talk: TalkSummary | undefined): boolean {
  const wasUnderWay = useRef(false);
  if (talk && isUnderWay(talk)) wasUnderWay.current = true;
  const isLeaving =
    talk !== undefined && isReadable(talk) && (wasUnderWay.current || !isAsLoaded());
  useEffect(() => {
    if (isLeaving) location.reload();
  }, [isLeaving]);
  return isLeaving;
}
