import { onKey } from './keys.ts';

/** Shows what each key does, when one asks with `?`. */
export function startKeysSheet(): void {
  const sheet = document.getElementById('keys-sheet');
  if (!(sheet instanceof HTMLDialogElement)) return;
  onKey('?', () => sheet.showModal());
  sheet.addEventListener('click', () => sheet.close());
  // The key that opened it closes it, too.
  sheet.addEventListener('keydown', ({ key }) => {
    if (key === '?') sheet.close();
  });
}
