import { useCallback, useEffect, useState } from 'preact/hooks';

import type { Problem } from '../../src/server/contract.ts';
import { useLanguage } from '../words/language.ts';
import { ask, problemOf } from './ask.ts';

export type Answered<Answer> = {
  readonly answer: Answer | undefined;
  readonly problem: Problem | undefined;
  readonly isLoading: boolean;
  /** Asks once more; what is shown stays until there is an answer. */
  readonly again: () => void;
  readonly put: (answer: Answer) => void;
};

/** What the server answers at an address; asked anew for another address or language. Nothing is asked without one. */
export function useAnswer<Answer>(path: string | undefined): Answered<Answer> {
  const language = useLanguage();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{
    answer?: Answer;
    problem?: Problem;
    of?: string | undefined;
  }>({});
  const [isLoading, setIsLoading] = useState(path !== undefined);
  useEffect(() => {
    if (path === undefined) return undefined;
    const over = new AbortController();
    setIsLoading(true);
    ask<Answer>(path, { signal: over.signal })
      .then(
        (answer) => setState({ answer, of: path }),
        (error: unknown) => {
          if (!over.signal.aborted) setState({ problem: problemOf(error), of: path });
        },
      )
      .finally(() => {
        if (!over.signal.aborted) setIsLoading(false);
      });
    return () => over.abort();
  }, [path, language, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const put = useCallback((answer: Answer) => setState({ answer, of: path }), [path]);
  const isOfPath = state.of === path;
  return {
    answer: isOfPath ? state.answer : undefined,
    problem: isOfPath ? state.problem : undefined,
    isLoading,
    again,
    put,
  };
}
