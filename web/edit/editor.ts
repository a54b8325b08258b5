import type { Place } from './places.ts';
import { words } from './words.ts';

/** What a person decides: a text, or to leave it. */
export type Decision = { readonly text: string } | undefined;

/** Opens a field in the place of what is to be put right; `was` is what it was before any edit. */
export function openEditor({ element, text }: Place, was: string | undefined): Promise<Decision> {
  const form = document.createElement('form');
  form.className = 'editor edit';
  const field = document.createElement('textarea');
  field.value = text;
  field.rows = 1;
  field.setAttribute('aria-label', words.text);
  field.lang = element.closest<HTMLElement>('[lang]')?.lang ?? '';
  field.dir = 'auto';
  const save = button(words.save, 'submit');
  const cancel = button(words.cancel);
  const back = was === undefined ? [] : [button(words.back)];
  form.append(field, row([save, cancel, ...back]));
  element.hidden = true;
  element.after(form);
  grow(field);
  field.focus();
  return new Promise((resolve) => {
    const end = (decision: Decision): void => {
      form.remove();
      element.hidden = false;
      resolve(decision);
    };
    const done = (): void => {
      const typed = field.value.replace(/\s+/g, ' ').trim();
      end(typed === '' || typed === text ? undefined : { text: typed });
    };
    field.addEventListener('input', () => grow(field));
    form.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === 'Escape') end(undefined);
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      done();
    });
    cancel.addEventListener('click', () => end(undefined));
    back[0]?.addEventListener('click', () => end({ text: was ?? text }));
  });
}

function button(label: string, type: 'submit' | 'button' = 'button'): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = type;
  made.textContent = label;
  return made;
}

function row(buttons: readonly HTMLButtonElement[]): HTMLElement {
  const made = document.createElement('span');
  made.className = 'row';
  made.append(...buttons);
  return made;
}

/** As high as what is in it. */
function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
