import { all } from './elements.ts';

/** Marks in the outline the section that is being read. */
export function startReadingPlace(options: {
  /** While the recording is followed, it alone says where one is. */
  readonly isFollowing: () => boolean;
}): { readonly mark: (section: string | undefined) => void } {
  const entries = new Map(all('.outline a[data-n]').map((entry) => [entry.dataset['n'], entry]));
  let marked: HTMLElement | undefined;
  const mark = (section: string | undefined): void => {
    const entry = entries.get(section);
    if (!entry || entry === marked) return;
    marked?.removeAttribute('aria-current');
    entry.setAttribute('aria-current', 'location');
    marked = entry;
    keepInSight(entry);
  };
  const observer = new IntersectionObserver(
    (seen) => {
      if (options.isFollowing()) return;
      for (const { isIntersecting, target } of seen) {
        if (isIntersecting && target instanceof HTMLElement) mark(target.dataset['n']);
      }
    },
    { rootMargin: '-20% 0px -70% 0px' },
  );
  for (const section of all('.sec, .part[data-n]')) observer.observe(section);
  return { mark };
}

/** A long outline beside the text scrolls by itself; on a phone it is part of the page and stays. */
function keepInSight(entry: HTMLElement): void {
  const side = entry.closest('.side');
  if (!side || side.scrollHeight <= side.clientHeight) return;
  const place = entry.getBoundingClientRect().top - side.getBoundingClientRect().top;
  const isOutside = place < side.clientHeight * 0.2 || place > side.clientHeight * 0.9;
  if (isOutside) side.scrollTop += place - side.clientHeight / 2;
}
