import { Plus, X } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';

import type { TalkSummary } from '../../../src/server/contract.ts';
import { tagTalk } from '../../server/talk-actions.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';

type TagsProps = {
  readonly talk: TalkSummary;
  readonly onChange: (talk: TalkSummary) => void;
  readonly onError: (error: unknown) => void;
};

/** The tags of a talk, which are taken away and added here. */
export function Tags({ talk: { id, title, tags }, onChange, onError }: TagsProps) {
  const { talks: words } = useWords();
  const [isAdding, setIsAdding] = useState(false);
  const change = (next: readonly string[]): void => {
    tagTalk(id, next).then(onChange, onError);
  };
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [isAdding]);
  const add = (event: Event): void => {
    event.preventDefault();
    const tag = field.current?.value.trim() ?? '';
    setIsAdding(false);
    if (tag !== '' && !tags.includes(tag)) change([...tags, tag]);
  };
  return (
    <>
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          class="tag"
          aria-label={words.untag(tag, title)}
          title={words.untag(tag, title)}
          onClick={() => change(tags.filter((each) => each !== tag))}
        >
          {tag} <Icon of={X} />
        </button>
      ))}
      {isAdding ? (
        <form class="add-tag" onSubmit={add} onFocusOut={() => setIsAdding(false)}>
          <input
            maxLength={60}
            aria-label={words.tagOf(title)}
            ref={field}
            onKeyDown={({ key }) => key === 'Escape' && setIsAdding(false)}
          />
        </form>
      ) : (
        <button
          type="button"
          class="tag add"
          aria-label={words.tagOf(title)}
          title={words.tag}
          onClick={() => setIsAdding(true)}
        >
          <Icon of={Plus} />
        </button>
      )}
    </>
  );
}
