import { useEffect, useState } from 'preact/hooks';

/** What the page shows, by its address. */
export type Route =
  | { readonly page: 'home' | 'settings' | 'nowhere' }
  | { readonly page: 'talk'; readonly id: string }
  | { readonly page: 'search'; readonly query: string };

export function routeOf({ pathname, searchParams }: URL): Route {
  if (pathname === '/') return { page: 'home' };
  if (pathname === '/settings') return { page: 'settings' };
  if (pathname === '/search') return { page: 'search', query: searchParams.get('q') ?? '' };
  const id = /^\/talks\/([\w-]+)$/.exec(pathname)?.[1];
  return id === undefined ? { page: 'nowhere' } : { page: 'talk', id };
}

/** The address this document was loaded for; what the server gives for another one may differ. */
const loaded = location.pathname;

/** Whether the server had its say about the address shown. */
export function isAsLoaded(): boolean {
  return location.pathname === loaded;
}

const moved = new EventTarget();

/** Goes to another address without loading the page anew. */
export function go(href: string): void {
  history.pushState(undefined, '', href);
  moved.dispatchEvent(new Event('move'));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(new URL(location.href)));
  useEffect(() => {
    const look = (): void => setRoute(routeOf(new URL(location.href)));
    moved.addEventListener('move', look);
    window.addEventListener('popstate', look);
    return () => {
      moved.removeEventListener('move', look);
      window.removeEventListener('popstate', look);
    };
  }, []);
  return route;
}

/** Links within the page need no loading; those with `data-whole` lead to what only the server can show. */
export function followLinks(event: MouseEvent): void {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (!isPlain || event.altKey || event.defaultPrevented) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target !== '' || link.hasAttribute('download') || 'whole' in link.dataset)
    return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || routeOf(url).page === 'nowhere') return;
  if (url.pathname === location.pathname && url.hash !== '') return;
  event.preventDefault();
  go(url.href);
}
