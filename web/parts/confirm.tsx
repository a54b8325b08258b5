import { useEffect, useRef } from 'preact/hooks';

import { useWords } from '../words/language.ts';

/** Asks before what cannot be taken back with a click. */
export function Confirm({
  title,
  about,
  action,
  onYes,
  onEnd,
}: {
  readonly title: string;
  readonly about: string;
  readonly action: string;
  readonly onYes: () => void;
  readonly onEnd: () => void;
}) {
  const { frame } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="confirm-title" onClose={onEnd}>
      <h2 id="confirm-title">{title}</h2>
      <p>{about}</p>
      <form method="dialog" class="actions">
        <button type="submit" class="button">
          {frame.cancel}
        </button>
        <button type="submit" class="button main" onClick={onYes}>
          {action}
        </button>
      </form>
    </dialog>
  );
}
