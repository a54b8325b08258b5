import { useEffect, useRef, useState } from 'preact/hooks';

import type { TalkSummary } from '../../../src/server/contract.ts';
import { isUnderWay } from '../../server/talk-actions.ts';
import type { Talks } from '../../server/use-talks.ts';
import { useWords } from '../../words/language.ts';
import { announce } from '../live-region.tsx';
import { Trouble } from '../trouble.tsx';
import { Empty } from './empty.tsx';
import { Filter, fits, type Sought } from './filter.tsx';
import { TalkRow } from './talk-row.tsx';

/** All talks of the library. */
export function TalkList({ talks: known }: { readonly talks: Talks }) {
  const { talks: words, frame } = useWords();
  const [sought, setSought] = useState<Sought>({ text: '', tag: undefined });
  const { talks, problem, isLost } = known;
  useEnds(talks);
  return (
    <section class="talks" aria-labelledby="talks-title">
      <div class="talks-head">
        <h2 id="talks-title">{words.title}</h2>
        {talks && talks.length > 1 && <Filter talks={talks} sought={sought} onSeek={setSought} />}
      </div>
      {isLost && <p class="notice">{frame.lost}</p>}
      {problem && <Trouble of={problem} />}
      <Rows known={known} sought={sought} />
    </section>
  );
}

function Rows({
  known: { talks, problem, put, drop },
  sought,
}: {
  readonly known: Talks;
  readonly sought: Sought;
}) {
  const { talks: words, frame } = useWords();
  if (!talks) return problem ? null : <p class="soft">{frame.loading}</p>;
  if (talks.length === 0) return <Empty />;
  const shown = talks.filter((talk) => fits(talk, sought));
  if (shown.length === 0) return <p class="soft">{words.none}</p>;
  return (
    <ul class="talk-rows">
      {shown.map((talk) => (
        <TalkRow key={talk.id} talk={talk} onChange={put} onGone={drop} />
      ))}
    </ul>
  );
}

/** Says when work on a talk has come to an end, however it did. */
function useEnds(talks: readonly TalkSummary[] | undefined): void {
  const words = useWords();
  const underWay = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const talk of talks ?? []) {
      if (!underWay.current.has(talk.id) || isUnderWay(talk)) continue;
      announce(words.talks.now(talk.title, words.status[talk.status]));
    }
    underWay.current = new Set(talks?.filter((talk) => isUnderWay(talk)).map(({ id }) => id));
  }, [talks]);
}
