/** The script of note.html. Without it the page is still all readable. */
import './note.css';
import { startCited } from './script/cited.ts';
import { startCopying } from './script/copy-markdown.ts';
import { element, root } from './script/elements.ts';
import { followRecording } from './script/follow.ts';
import { startKeysSheet } from './script/keys-sheet.ts';
import { readLines } from './script/lines.ts';
import { startMarks } from './script/marks.ts';
import { startOutlineSheet } from './script/outline-sheet.ts';
import { startPlayback, startSpaceKey } from './script/playback.ts';
import { startReadingPlace } from './script/reading-place.ts';
import { findRecording } from './script/recording.ts';
import { startSearch } from './script/search.ts';
import { startSentenceKeys } from './script/sentence-keys.ts';
import { startShownLanguage } from './script/shown-language.ts';
import { findSite } from './script/site-player.ts';
import { startTheme } from './script/theme.ts';
import { startTwins } from './script/twins.ts';

root.classList.add('js');
startTheme(element('theme', HTMLButtonElement));

const lines = readLines();
startTwins(lines);

const recording = findRecording();
const place = startReadingPlace({ isFollowing: () => recording?.isPlaying() ?? false });
if (recording) {
  startSpaceKey(recording);
  startSentenceKeys(recording, lines);
  followRecording(recording, { lines, onLine: ({ section }) => place.mark(section) });
}
const player = recording ?? findSite();
if (player) startPlayback(player, lines);

const search = startSearch();
startShownLanguage(search.again);
startMarks();
startOutlineSheet();
startKeysSheet();
startCited();
startCopying();
