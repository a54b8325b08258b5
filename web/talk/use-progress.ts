import { useEffect, useState } from 'preact/hooks';

import { listen } from '../server/listen.ts';
import type { TalkEvent } from './events.ts';
import { addEvents, NOTHING_YET, type TalkProgress } from './progress.ts';

/** Events come in handfuls; they are shown together, after this, in milliseconds. */
const TOGETHER_MS = 60;

export type Followed = { readonly progress: TalkProgress; readonly isLost: boolean };

/** What happens to a talk, from its beginning. */
export function useProgress(id: string): Followed {
  const [progress, setProgress] = useState(NOTHING_YET);
  const [isLost, setIsLost] = useState(false);
  useEffect(() => {
    let waiting: TalkEvent[] = [];
    let last = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      const events = waiting;
      [waiting, timer] = [[], undefined];
      setProgress((before) => addEvents(before, events));
    };
    const hear = (said: unknown, seq: string): void => {
      // After a break the server may begin from the beginning.
      if (Number(seq) <= last) return;
      last = Number(seq);
      // What the server sends is checked there.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      waiting.push(said as TalkEvent);
      timer ??= setTimeout(show, TOGETHER_MS);
    };
    const stop = listen(`/api/talks/${id}/events`, {
      on: { message: hear },
      onOpen: () => setIsLost(false),
      onLost: () => setIsLost(true),
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [id]);
  return { progress, isLost };
}
