import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { readTalkJson } from '../../leaf/talk-json.ts';
import type { Edit, EditMarks } from '../../model/edit.ts';
import type { Talk } from '../../model/talk.ts';
import { applied } from '../../pipeline/edits/apply-edits.ts';
import { marksOf } from '../../pipeline/edits/marks-of.ts';
import { type FormatName, FORMATS } from '../../pipeline/format-names.ts';
import { namesOf, renderFiles } from '../../pipeline/render.ts';
import { INNER } from '../../store/layout.ts';
import { takeLock } from '../../store/lock.ts';
import { publish } from '../../store/publish.ts';
import { keepCues, readCues } from './folder/kept-cues.ts';

/** What is to be put right: `was` is what is shown there now. */
export type NewEdit = Pick<Edit, 'kind' | 'id' | 'of' | 'was' | 'text'>;

/** A finished talk after an edit. */
export type EditedTalk = {
  readonly talk: Talk;
  /** IDs of sentences whose translation was made of what has changed. */
  readonly touched: readonly number[];
};

/**
 * Puts something right in a finished talk; what is put back as it was is no edit any more. Every file of the folder
 * follows. Throws `TALK_BAD`, `EDIT_LOST` where what is to be put right is not there, `FOLDER_BUSY`, `DISK_FULL`.
 */
export async function editTalk(folder: string, edit: NewEdit): Promise<EditedTalk> {
  const release = await takeLock(join(folder, INNER, 'lock'), folder);
  try {
    const before = await readFile(join(folder, 'talk.json'), 'utf8');
    const talk = { ...readTalkJson(before), cues: await readCues(folder) };
    const { step, marks, edits } = planEdit(talk, edit);
    const changed = applied(talk, step, marks);
    if (JSON.stringify(changed) === JSON.stringify(talk)) {
      throw new AppError('EDIT_LOST', { text: edit.was.slice(0, SHOWN) });
    }
    const edited = { ...changed, edits: edits.length > 0 ? edits : undefined };
    if (edited.cues) await keepCues(folder, edited.cues);
    await publish(folder, renderFiles(edited, await formatsIn(folder, talk, before), before));
    return { talk: edited, touched: touchedBy(step, edited) };
  } finally {
    await release();
  }
}

/** As much as is shown of what could not be found, in characters. */
const SHOWN = 60;

/** What has to be done to the talk now, and the edits there are then. */
function planEdit(
  talk: Talk,
  given: NewEdit,
): { step: Edit; marks: EditMarks | undefined; edits: readonly Edit[] } {
  const isOfSentence = given.kind === 'source' || given.kind === 'translation';
  const step: Edit = {
    ...given,
    ...(isOfSentence && { of: talk.sentences[(given.id ?? 0) - 1]?.text }),
    ...(isInLanguage(given) && { target: talk.target }),
    at: new Date().toISOString(),
  };
  const edits = talk.edits ?? [];
  const earlier = edits.find((each) => isSamePlace(each, step));
  const others = edits.filter((each) => each !== earlier);
  if (earlier && earlier.was === step.text) return { step, marks: earlier.marks, edits: others };
  const marks = earlier ? earlier.marks : marksOf(talk, step);
  const first = earlier ? { was: earlier.was, of: earlier.of } : {};
  return { step, marks: undefined, edits: [...others, { ...step, ...first, marks }] };
}

function isInLanguage({ kind }: NewEdit): boolean {
  return kind !== 'source' && kind !== 'speaker';
}

/** Whether an edit was made where another one is to be made; what has no number is known by what it says now. */
function isSamePlace(earlier: Edit, step: Edit): boolean {
  if (earlier.kind !== step.kind || earlier.target !== step.target) return false;
  if (step.id !== undefined) return earlier.id === step.id;
  return step.of === undefined ? earlier.text === step.was : earlier.of === step.of;
}

/** Lines whose translation was made of what an edit has changed. */
function touchedBy({ kind, id, of }: Edit, { sentences, translation }: Talk): number[] {
  if (!translation) return [];
  if (kind === 'source' && id !== undefined) return [id];
  if (kind !== 'term' || of === undefined) return [];
  const term = of.toLowerCase();
  return sentences
    .filter(({ text, corrected = text }) => corrected.toLowerCase().includes(term))
    .map((sentence) => sentence.id);
}

/** The formats whose files stand in a folder: others were not wanted. */
async function formatsIn(folder: string, talk: Talk, before: string): Promise<FormatName[]> {
  const found: FormatName[] = [];
  for (const format of FORMATS) {
    const [name] = namesOf(talk, format, before);
    if (name !== undefined && (await isThere(join(folder, name)))) found.push(format);
  }
  return found;
}
