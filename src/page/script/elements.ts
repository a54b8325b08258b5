/** The root of the page, whose classes and data say what is shown, and how. */
export const root: HTMLElement = document.documentElement;

/** All elements that match, in the order of the page. */
export function all(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)];
}

/** An element that the page always has. */
export function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return found;
}

/** The element that an event began in, or the nearest one around it, that matches. */
export function eventIn(event: Event, selector: string): HTMLElement | undefined {
  const { target } = event;
  return (target instanceof Element && target.closest<HTMLElement>(selector)) || undefined;
}

/** A click that asks for something else than what the page does: a new tab, a download. */
export function isForBrowser(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
