import { useEffect, useRef } from 'preact/hooks';

import { Home } from './pages/home.tsx';
import { Nowhere } from './pages/nowhere.tsx';
import { SearchPage } from './pages/search.tsx';
import { SettingsPage } from './pages/settings.tsx';
import { TalkPage } from './pages/talk.tsx';
import { Bar } from './parts/bar.tsx';
import { Foot } from './parts/foot.tsx';
import { LiveRegion } from './parts/live-region.tsx';
import { followLinks, type Route, useRoute } from './route.ts';
import { useLanguage, useWords } from './words/language.ts';

/** The whole page: what is always there, and in the middle what the address says. */
export function App() {
  const route = useRoute();
  const language = useLanguage();
  const words = useWords();
  const main = useMoves(route);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  }, [language]);
  useEffect(() => {
    document.addEventListener('click', followLinks);
    return () => document.removeEventListener('click', followLinks);
  }, []);
  return (
    <>
      <a class="skip-link" href="#main">
        {words.frame.skip}
      </a>
      <Bar route={route} />
      <main id="main" ref={main} tabIndex={-1}>
        <Shown route={route} />
      </main>
      <Foot />
      <LiveRegion />
    </>
  );
}

function Shown({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'home':
      return <Home />;
    case 'settings':
      return <SettingsPage />;
    case 'search':
      return <SearchPage query={route.query} />;
    case 'talk':
      return <TalkPage key={route.id} id={route.id} />;
    default:
      return <Nowhere />;
  }
}

/** After a move within the page one begins at its top, also with keyboard and screen reader, as after any loading. */
function useMoves(route: Route) {
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const place = route.page === 'talk' ? route.id : route.page;
  useEffect(() => {
    if (!isFirst.current) {
      window.scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [place]);
  return main;
}
