import type { EditAnswer, EditRequest, Problem, TalkEdit } from '../../src/server/contract.ts';
import { currentLanguage } from '../words/current-language.ts';
import { askAgain } from './ask-again.ts';
import { openEditor } from './editor.ts';
import { say } from './notice.ts';
import { ALL, type Place, placeOf, placesOf, show } from './places.ts';
import { words } from './words.ts';

/** Lets a person put right what the page says: what was misheard, badly translated, or noted wrongly. */
export function startEditing(talk: string, button: HTMLButtonElement): void {
  const root = document.documentElement;
  let edits: readonly TalkEdit[] = [];
  const mark = (): void => {
    for (const element of document.querySelectorAll('.edited')) element.classList.remove('edited');
    for (const edit of edits)
      for (const element of placesOf(edit)) {
        element.classList.add('edited');
        element.title = words.edited(edit.was);
      }
  };
  const begin = async (): Promise<void> => {
    const known = await send(`/api/talks/${talk}/edits`);
    if (Array.isArray(known)) edits = known;
    mark();
  };
  void begin();

  const turn = (isOn: boolean): void => {
    button.setAttribute('aria-pressed', String(isOn));
    setEditable(isOn);
  };
  button.addEventListener('click', () => turn(!root.classList.contains('editing')));

  const open = async (place: Place): Promise<void> => {
    const earlier = edits.find((edit) => placesOf(edit).includes(place.element));
    const decision = await openEditor(place, earlier?.was);
    place.element.focus();
    if (!decision) return;
    const { kind, id, of, text: was } = place;
    const edit: EditRequest = { kind, id, of, was, text: decision.text };
    const answer = await save(talk, edit);
    if (!answer) return;
    ({ edits } = answer);
    // The same stands in other places, too: a heading in the outline, a speaker at every turn.
    for (const element of [place.element, ...placesOf({ kind, id, of, text: was })])
      show(element, kind, edit.text);
    if (kind === 'heading') renameInOutline(was, edit.text);
    mark();
    tell(talk, answer);
  };

  // Before whatever else a click does here: it plays the sentence.
  document.addEventListener(
    'click',
    (event) => {
      const place = placeIn(event);
      if (!place) return;
      event.preventDefault();
      event.stopPropagation();
      void open(place);
    },
    { capture: true },
  );
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && root.classList.contains('editing')) turn(false);
    const place = event.key === 'Enter' ? placeIn(event) : undefined;
    if (!place || event.target !== place.element) return;
    event.preventDefault();
    void open(place);
  });
}

/** While one edits, the keyboard reaches whatever can be put right. */
function setEditable(isOn: boolean): void {
  document.documentElement.classList.toggle('editing', isOn);
  for (const each of document.querySelectorAll<HTMLElement>(ALL)) {
    if (isOn) each.tabIndex = 0;
    else each.removeAttribute('tabindex');
  }
  say(isOn ? words.editing : '');
}

/** What an event while editing is about; a link or a button in it does what it always does. */
function placeIn({ target }: Event): Place | undefined {
  if (!document.documentElement.classList.contains('editing')) return undefined;
  if (!(target instanceof Element) || target.closest('a, button, summary, .editor'))
    return undefined;
  return placeOf(target);
}

function renameInOutline(was: string, text: string): void {
  for (const entry of document.querySelectorAll('.outline a[data-n] span:last-child'))
    if (entry.textContent === was) entry.textContent = text;
}

async function save(talk: string, edit: EditRequest): Promise<EditAnswer | undefined> {
  const body = JSON.stringify(edit);
  const answer: EditAnswer | Problem | undefined = await send(`/api/talks/${talk}/edits`, body);
  if (answer && 'edits' in answer) return answer;
  say(answer ? `${answer.message} ${answer.hint}` : words.failed);
  return undefined;
}

function tell(talk: string, { touched, cost }: EditAnswer): void {
  if (touched.length === 0) return say(words.saved);
  const price = cost === undefined ? '' : `$${cost.toFixed(cost < CENT ? 4 : 2)}`;
  say(`${words.saved} ${words.touched(touched.length)}`, [
    {
      label: words.again(price),
      run: () => void askAgain(talk),
    },
    { label: words.leave, run: () => undefined },
  ]);
}

/** Less is shown to a hundredth of it. In US dollars. */
const CENT = 0.01;

/** Asks the server; what it answers has the shape that its contract says. */
// oxlint-disable-next-line typescript/no-explicit-any -- See above.
async function send(path: string, body?: string): Promise<any> {
  const headers = { 'accept-language': currentLanguage(), 'content-type': 'application/json' };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body };
  try {
    const answer = await fetch(path, init);
    return await answer.json();
  } catch {
    return undefined;
  }
}
