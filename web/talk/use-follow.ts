import { type RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const UPWARD_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);

/** Keeps the newest line in sight until the reader goes back to read; then it waits to be asked. */
export function useFollow(
  list: RefObject<HTMLElement | null>,
  newest: number,
): { readonly isFollowing: boolean; readonly follow: () => void } {
  const [isFollowing, setIsFollowing] = useState(true);
  const touched = useRef(0);
  useEffect(() => {
    const stop = (): void => setIsFollowing(false);
    const wheel = (event: WheelEvent): void => void (event.deltaY < 0 && stop());
    const press = (event: KeyboardEvent): void => void (UPWARD_KEYS.has(event.key) && stop());
    const touch = ({ touches: [first] }: TouchEvent): void => {
      const at = first?.clientY ?? 0;
      if (touched.current !== 0 && at > touched.current) stop();
      touched.current = at;
    };
    const begin = ({ touches: [first] }: TouchEvent): void =>
      void (touched.current = first?.clientY ?? 0);
    const passive = { passive: true };
    document.addEventListener('wheel', wheel, passive);
    document.addEventListener('keydown', press);
    document.addEventListener('touchstart', begin, passive);
    document.addEventListener('touchmove', touch, passive);
    return () => {
      document.removeEventListener('wheel', wheel);
      document.removeEventListener('keydown', press);
      document.removeEventListener('touchstart', begin);
      document.removeEventListener('touchmove', touch);
    };
  }, []);
  useEffect(() => {
    if (isFollowing) list.current?.children[newest]?.scrollIntoView({ block: 'nearest' });
  }, [newest, isFollowing]);
  return { isFollowing, follow: () => setIsFollowing(true) };
}
