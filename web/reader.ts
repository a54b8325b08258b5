/** The script of a talk's page as the server shows it: that of note.html, and what only a server can do. */
// oxlint-disable-next-line import/no-unassigned-import -- It works on the page by being there.
import '../src/page/note.ts';
import './style/reader.css';
