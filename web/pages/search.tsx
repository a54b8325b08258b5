import { useEffect } from 'preact/hooks';

import type { SearchHit } from '../../src/server/contract.ts';
import { clock } from '../format.ts';
import { groupBy } from '../group.ts';
import { announce } from '../parts/live-region.tsx';
import { Marked } from '../parts/marked.tsx';
import { useTitle } from '../parts/title.ts';
import { Trouble } from '../parts/trouble.tsx';
import { useAnswer } from '../server/use-answer.ts';
import { useWords } from '../words/language.ts';

/** More are not asked for: who finds so many looks for something else. */
const MOST_HITS = 50;

/** What was found in all talks. */
export function SearchPage({ query }: { readonly query: string }) {
  const { search: words } = useWords();
  const isAsked = query.trim() !== '';
  const title = isAsked ? words.for(query) : words.title;
  useTitle(title);
  return (
    <div class="page narrow found">
      <h1>{title}</h1>
      {isAsked ? <Found query={query} /> : <p class="soft">{words.ask}</p>}
    </div>
  );
}

function Found({ query }: { readonly query: string }) {
  const { search: words, frame } = useWords();
  const path = `/api/search?q=${encodeURIComponent(query)}&limit=${MOST_HITS}`;
  const { answer: hits, problem } = useAnswer<SearchHit[]>(path);
  useEffect(() => {
    if (hits) announce(hits.length > 0 ? words.hits(hits.length) : words.none(query));
  }, [hits]);
  if (problem) return <Trouble of={problem} />;
  if (!hits) return <p class="soft">{frame.loading}</p>;
  if (hits.length === 0) {
    return (
      <>
        <p>{words.none(query)}</p>
        <p class="soft">{words.noneHint}</p>
      </>
    );
  }
  return (
    <>
      {grouped(hits).map((each) => (
        <Group key={each.id} {...each} query={query} />
      ))}
      {hits.length === MOST_HITS && <p class="soft">{words.most}</p>}
    </>
  );
}

type TalkHits = {
  readonly id: string;
  readonly title: string;
  readonly hits: readonly SearchHit[];
};

/** By talk, the talks in the order of their best hit. */
function grouped(hits: readonly SearchHit[]): TalkHits[] {
  return groupBy(hits, ({ talk }) => talk.id).map(([id, own]) => ({
    id,
    title: own[0]?.talk.title ?? id,
    hits: own,
  }));
}

function Group({ id, title, hits, query }: TalkHits & { readonly query: string }) {
  const { search: words } = useWords();
  const places = hits.filter(({ kind }) => kind !== 'title');
  return (
    <section>
      <div class="found-head">
        <h2>
          <a href={`/talks/${id}`} data-whole="">
            <Marked text={title} query={query} />
          </a>
        </h2>
        {places.length > 0 && <span class="soft">{words.hits(places.length)}</span>}
      </div>
      <ul class="hits">
        {places.map((hit, index) => (
          <Hit key={index} hit={hit} query={query} />
        ))}
      </ul>
    </section>
  );
}

function Hit({ hit, query }: { readonly hit: SearchHit; readonly query: string }) {
  const { search: words } = useWords();
  const { talk, kind, sentence, time, text } = hit;
  const kinds = {
    source: words.source,
    translation: words.translation,
    note: words.note,
    title: words.inTitle,
  };
  const place = sentence === undefined ? '' : `#s${sentence}`;
  return (
    <li>
      <a href={`/talks/${talk.id}${place}`} data-whole="">
        <span class="where">
          {time !== undefined && <span class="time">{clock(time)}</span>}
          <span class="kind">{kinds[kind]}</span>
        </span>
        <span class="text">
          <Marked text={text} query={query} />
        </span>
      </a>
    </li>
  );
}
