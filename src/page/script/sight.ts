/** Whether any of an element is in the window. */
export function isInSight(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}

/** Whether an element is shown at all, be it far away. */
export function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}

/** Brings an element to the middle of the window. */
export function reveal(element: Element): void {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const isFar = Math.abs(element.getBoundingClientRect().top) > innerHeight * 2;
  const scroll = (behavior: ScrollBehavior): void =>
    element.scrollIntoView({ block: 'center', behavior });
  scroll(isCalm || isFar ? 'instant' : 'smooth');
  // What comes into sight only now takes its true height, and may push the element away.
  if (isFar) requestAnimationFrame(() => scroll('instant'));
}
