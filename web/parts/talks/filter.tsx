import type { TalkSummary } from '../../../src/server/contract.ts';
import { useWords } from '../../words/language.ts';

export type Sought = { readonly text: string; readonly tag: string | undefined };

/** Whether a talk is one of those looked for: all words are in its title, its source or its tags. */
export function fits({ title, source, tags }: TalkSummary, { text, tag }: Sought): boolean {
  if (tag !== undefined && !tags.includes(tag)) return false;
  const all = [title, source, ...tags].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

export function Filter({
  talks,
  sought,
  onSeek,
}: {
  readonly talks: readonly TalkSummary[];
  readonly sought: Sought;
  readonly onSeek: (sought: Sought) => void;
}) {
  const { talks: words } = useWords();
  const tags = [...new Set(talks.flatMap((talk) => talk.tags))].toSorted((a, b) =>
    a.localeCompare(b),
  );
  return (
    <div class="filter">
      <input
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        value={sought.text}
        onInput={(event) => onSeek({ ...sought, text: event.currentTarget.value })}
      />
      {tags.length > 0 && (
        <div class="tags">
          {tags.map((tag) => (
            <button
              key={tag}
              type="button"
              class="tag"
              aria-pressed={tag === sought.tag}
              onClick={() => onSeek({ ...sought, tag: tag === sought.tag ? undefined : tag })}
            >
              {tag}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
