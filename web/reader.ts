/** The script of a talk's page as the server shows it: that of note.html, and what only a server can do. */
// oxlint-disable-next-line import/no-unassigned-import -- It works on the page by being there.
import '../src/page/note.ts';
import { startAskingMarked } from './edit/ask-marked.ts';
import { startEditing } from './edit/edit.ts';
import { words } from './edit/words.ts';

import './style/reader.css';

const button = document.getElementById('edit');
const talk = document.body.dataset['talk'];
if (button instanceof HTMLButtonElement && talk !== undefined) {
  button.title = words.edit;
  button.setAttribute('aria-label', words.edit);
  startEditing(talk, button);
  startAskingMarked(talk);
}
