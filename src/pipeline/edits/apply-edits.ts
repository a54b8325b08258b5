import type { Edit, EditMarks } from '../../model/edit.ts';
import type { Claim, Note, Section } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Talk } from '../../model/talk.ts';
import type { Term } from '../../model/term.ts';
import type { Line } from '../../model/translation.ts';
import { editCues } from './edit-cues.ts';

/** A talk with what a person put right in it. What an edit was made in and is no longer there stays as it is. */
export function applyEdits(talk: Talk, edits: readonly Edit[]): Talk {
  if (edits.length === 0) return talk;
  const own = edits.filter(({ target }) => target === undefined || target === talk.target);
  return { ...own.reduce((each, edit) => applied(each, edit), talk), edits };
}

/** The sentences with what was put right in them, before anything is made of them. */
export function editSentences(
  sentences: readonly Sentence[],
  edits: readonly Edit[],
): readonly Sentence[] {
  const texts = new Map<number, Edit>();
  for (const edit of edits)
    if (edit.kind === 'source' && edit.id !== undefined) texts.set(edit.id, edit);
  if (texts.size === 0) return sentences;
  return sentences.map((sentence) => edited(sentence, texts.get(sentence.id)));
}

/** The user's own terms that edits are: they win over what a model finds. */
export function editedTerms(edits: readonly Edit[], target: string): Term[] {
  return edits.flatMap((edit): Term[] =>
    edit.kind === 'term' && edit.of !== undefined && edit.target === target
      ? [{ source: edit.of, heard: [], target: edit.text, by: 'user' }]
      : [],
  );
}

/** Translations that need not be asked for, by the sentence's ID: they were put right, and their sentence is the same. */
export function editedLines(
  sentences: readonly Sentence[],
  edits: readonly Edit[],
  target: string,
): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  for (const edit of edits) {
    if (edit.kind !== 'translation' || edit.id === undefined || edit.target !== target) continue;
    if (sentences[edit.id - 1]?.text === edit.of) lines.set(edit.id, edit.text);
  }
  return lines;
}

/** Makes one edit; marks, where they are given, are put back. */
export function applied(talk: Talk, edit: Edit, marks: EditMarks = {}): Talk {
  return APPLY[edit.kind](talk, edit, marks);
}

type Apply = (talk: Talk, edit: Edit, marks: EditMarks) => Talk;

const APPLY: Readonly<Record<Edit['kind'], Apply>> = {
  source: withSource,
  translation: (talk, edit, { status = 'ok', flags, why }) => ({
    ...talk,
    translation: talk.translation?.map((line) =>
      isEdited(line, talk, edit) ? { id: line.id, text: edit.text, status, flags, why } : line,
    ),
  }),
  term: (talk, edit) => ({ ...talk, terms: talk.terms.map((term) => editedTerm(term, edit)) }),
  point: (talk, edit, marks) => withNote(talk, (note) => editedPoints(note, edit, marks)),
  heading: (talk, edit) =>
    withNote(talk, (note) => ({
      ...note,
      sections: note.sections.map((section) => ({
        ...section,
        title: swapped(section.title, edit),
        parts: section.parts.map((part) => swapped(part, edit)),
      })),
    })),
  title: (talk, edit) => ({
    ...withNote(talk, (note) => ({ ...note, title: swapped(note.title, edit) })),
    title: swapped(talk.title, edit),
  }),
  speaker: withSpeaker,
};

function swapped(text: string, edit: Edit): string {
  return text === edit.was ? edit.text : text;
}

function withSpeaker(talk: Talk, { was, text }: Edit): Talk {
  const named = <T extends { readonly speaker?: string | undefined }>(said: T): T =>
    said.speaker === was ? { ...said, speaker: text } : said;
  return {
    ...talk,
    speakers: talk.speakers.map((speaker) => (speaker === was ? text : speaker)),
    sentences: talk.sentences.map(named),
    cues: talk.cues?.map(named),
  };
}

function withSource(talk: Talk, edit: Edit): Talk {
  const before = talk.sentences.find(({ id }) => id === edit.id);
  return {
    ...talk,
    sentences: talk.sentences.map((sentence) =>
      sentence.id === edit.id ? edited(sentence, edit) : sentence,
    ),
    cues: talk.cues && before && editCues(talk.cues, before, edit),
  };
}

/** A sentence as it was put right; what was put right is not corrected further. */
function edited(sentence: Sentence, edit: Edit | undefined): Sentence {
  if (!edit || (sentence.text !== edit.of && sentence.text !== edit.text)) return sentence;
  const { corrected: _, doubt: __, ...rest } = sentence;
  return { ...rest, text: edit.text };
}

function isEdited(line: Line, { sentences }: Talk, { id, of }: Edit): boolean {
  return line.id === id && sentences[id - 1]?.text === of;
}

function editedTerm(term: Term, { of, text }: Edit): Term {
  return term.source === of ? { ...term, target: text, by: 'user' } : term;
}

function withNote(talk: Talk, change: (note: Note) => Note): Talk {
  return talk.note ? { ...talk, note: change(talk.note) } : talk;
}

function editedPoints(note: Note, { was, text }: Edit, { doubts, why }: EditMarks): Note {
  const swap = <C extends Claim>(claim: C): C =>
    claim.text === was ? { ...claim, text, doubts, why } : claim;
  const section = (each: Section): Section => ({
    ...each,
    points: each.points.map((point) => ({ ...swap(point), sub: point.sub.map(swap) })),
  });
  return { ...note, summary: note.summary.map(swap), sections: note.sections.map(section) };
}
