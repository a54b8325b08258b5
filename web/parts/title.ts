import { useEffect } from 'preact/hooks';

/** Names the page as the browser shows it, in its tab and its history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Talkleaf' : `${title} · Talkleaf`;
  }, [title]);
}
