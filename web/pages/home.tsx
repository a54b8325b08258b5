import type { TalkSummary } from '../../src/server/contract.ts';
import { HandIn } from '../parts/hand-in/hand-in.tsx';
import { TalkList } from '../parts/talks/talk-list.tsx';
import { useTitle } from '../parts/title.ts';
import { go } from '../route.ts';
import { useTalks } from '../server/use-talks.ts';

/** Hands talks in, and lists them. */
export function Home() {
  const talks = useTalks();
  useTitle('');
  /** One talk is followed at once; several are watched in the list. */
  const begin = (started: readonly TalkSummary[]): void => {
    for (const talk of started) talks.put(talk);
    const [first] = started;
    if (first && started.length === 1) go(`/talks/${first.id}`);
  };
  return (
    <div class="page">
      <HandIn onStart={begin} />
      <TalkList talks={talks} />
    </div>
  );
}
