import { useEffect, useState } from 'preact/hooks';

const said = new EventTarget();

/** Tells those who cannot see it what has changed. For changes of state only: who hears a page hears all of it. */
export function announce(words: string): void {
  said.dispatchEvent(new CustomEvent('say', { detail: words }));
}

export function LiveRegion() {
  const [words, setWords] = useState('');
  useEffect(() => {
    const say = (event: Event): void => {
      if (event instanceof CustomEvent) setWords(String(event.detail));
    };
    said.addEventListener('say', say);
    return () => said.removeEventListener('say', say);
  }, []);
  return (
    <p class="unseen" role="status" aria-live="polite">
      {words}
    </p>
  );
}
