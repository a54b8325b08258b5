import { useEffect, useState } from 'preact/hooks';

/** What the page shows, by its address. */
export type Route =
  | { readonly page: 'home' | 'settings' | 'nowhere' }
  | { readonly page: 'talk'; readonly id: string }
  | { readonly page: 'search'; readonly query: string };

function routeOf({ pathname, searchParams }: URL): Route {
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
  if (!isPlainClick(event)) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const isOurs = link !== null && link.target === '' && !link.hasAttribute('download');
  if (!isOurs || 'whole' in link.dataset || !isWithin(new URL(link.href))) return;
  event.preventDefault();
  go(link.href);
}

/** Other clicks open tabs, save, or are somebody else's already. */
function isPlainClick(event: MouseEvent): boolean {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event;
  return button === 0 && !(metaKey || ctrlKey || shiftKey || altKey || defaultPrevented);
}

/** Whether an address is a page of ours, and not a place in the one that is shown. */
function isWithin(url: URL): boolean {
  if (url.origin !== location.origin || routeOf(url).page === 'nowhere') return false;
  return url.hash === '' || url.pathname !== location.pathname;
}
