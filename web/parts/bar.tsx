import { Leaf, Search, Settings } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';

import { go, type Route } from '../route.ts';
import { useWords } from '../words/language.ts';
import { Icon } from './icon.tsx';

/** The head of every page. */
export function Bar({ route }: { readonly route: Route }) {
  const { frame } = useWords();
  return (
    <header class="bar">
      <a
        class="brand"
        href="/"
        aria-label={frame.home}
        aria-current={route.page === 'home' ? 'page' : undefined}
      >
        <Icon of={Leaf} size={20} />
        <span>Talkleaf</span>
      </a>
      <SearchField query={route.page === 'search' ? route.query : ''} />
      <a
        class="button quiet to-settings"
        href="/settings"
        aria-label={frame.settings}
        title={frame.settings}
        aria-current={route.page === 'settings' ? 'page' : undefined}
      >
        <Icon of={Settings} />
      </a>
    </header>
  );
}

function SearchField({ query }: { readonly query: string }) {
  const { frame } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(query);
  useEffect(() => setTyped(query), [query]);
  useSlash(() => field.current?.focus());
  return (
    <search class="search">
      <form
        action="/search"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') go(`/search?q=${encodeURIComponent(typed.trim())}`);
        }}
      >
        <Icon of={Search} size={16} />
        <input
          ref={field}
          type="search"
          name="q"
          value={typed}
          aria-label={frame.search}
          placeholder={frame.search}
          aria-keyshortcuts="/"
          autocomplete="off"
          enterkeyhint="search"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
    </search>
  );
}

/** The key `/` leads to the search, unless somebody is typing. */
function useSlash(act: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
