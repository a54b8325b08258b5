import { useEffect, useState } from 'preact/hooks';

import type { Problem, TalkSummary } from '../../src/server/contract.ts';
import { useLanguage } from '../words/language.ts';
import { ask, problemOf } from './ask.ts';
import { listen } from './listen.ts';

export type Talks = {
  /** The newest first; absent before they are known. */
  readonly talks: readonly TalkSummary[] | undefined;
  readonly problem: Problem | undefined;
  readonly isLost: boolean;
  /** Puts a talk into the list, or in the place of what it was before. */
  readonly put: (talk: TalkSummary) => void;
  readonly drop: (id: string) => void;
};

/** The talks of the library, as they change. */
export function useTalks(): Talks {
  const language = useLanguage();
  const [talks, setTalks] = useState<readonly TalkSummary[]>();
  const [problem, setProblem] = useState<Problem>();
  const [isLost, setIsLost] = useState(false);
  const put = (talk: TalkSummary): void => setTalks((before) => withTalk(before ?? [], talk));
  const drop = (id: string): void => setTalks((before) => before?.filter((each) => each.id !== id));
  useEffect(() => {
    const load = async (): Promise<void> => {
      try {
        setTalks(await ask<TalkSummary[]>('/api/talks'));
        setProblem(undefined);
      } catch (error) {
        setProblem(problemOf(error));
      }
    };
    const onTalk = (said: unknown): void => {
      // What the server sends is checked there, by the same contract.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const talk = said as TalkSummary;
      put(talk);
      // Events come in the browser's language; what is to be read is asked for in the one chosen here.
      if (talk.problem) void ask<TalkSummary>(`/api/talks/${talk.id}`).then(put, () => undefined);
    };
    const onGone = (said: unknown): void => {
      const id = typeof said === 'object' && said !== null && 'id' in said ? String(said.id) : '';
      // Without an ID anything may have changed.
      if (id === '') void load();
      else drop(id);
    };
    let wasLost = false;
    void load();
    return listen('/api/events', {
      on: { talk: onTalk, gone: onGone },
      onOpen: () => {
        if (wasLost) void load();
        wasLost = false;
        setIsLost(false);
      },
      onLost: () => {
        wasLost = true;
        setIsLost(true);
      },
    });
  }, [language]);
  return { talks, problem, isLost, put, drop };
}

function withTalk(talks: readonly TalkSummary[], talk: TalkSummary): readonly TalkSummary[] {
  return talks.some(({ id }) => id === talk.id)
    ? talks.map((each) => (each.id === talk.id ? talk : each))
    : [talk, ...talks];
}
