/** Something one can do from a notice. */
type Action = { readonly label: string; readonly run: () => void };

/** Says something at the bottom of the page, until the next thing is said; a screen reader says it too. */
export function say(text: string, actions: readonly Action[] = []): void {
  const bar = notice();
  const words = document.createElement('span');
  words.textContent = text;
  const buttons = actions.map(({ label, run }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      bar.hidden = true;
      run();
    });
    return button;
  });
  bar.replaceChildren(words, ...buttons);
  bar.hidden = text === '';
}

function notice(): HTMLElement {
  const known = document.getElementById('notice');
  if (known) return known;
  const bar = document.createElement('div');
  bar.id = 'notice';
  bar.className = 'walk notice edit';
  bar.setAttribute('role', 'status');
  document.body.append(bar);
  return bar;
}
