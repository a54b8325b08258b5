import type { Note, Point, Section } from '../../model/note.ts';

/** A part of a section, with its number and the points that belong to it. */
type NumberedPart = {
  /** As printed: `1.2`. */
  readonly number: string;
  readonly title: string;
  readonly points: readonly Point[];
};

/** A section with its number, its points sorted into its parts. */
export type NumberedSection = {
  /** As printed: `1`. */
  readonly number: string;
  readonly section: Section;
  /** Points that belong to no part; they come before the parts. */
  readonly points: readonly Point[];
  readonly parts: readonly NumberedPart[];
};

/** Numbers the sections of a note and their parts: 1, 1.1, 1.2, 2. Every point is in exactly one place. */
export function numberOutline(note: Note): NumberedSection[] {
  return note.sections.map((section, index) => {
    const number = String(index + 1);
    return {
      number,
      section,
      points: section.points.filter(({ part }) => !hasPart(section, part)),
      parts: section.parts.map((title, partIndex) => ({
        number: `${number}.${partIndex + 1}`,
        title,
        points: section.points.filter(({ part }) => part === partIndex),
      })),
    };
  });
}

function hasPart(section: Section, part: number | undefined): boolean {
  return part !== undefined && section.parts[part] !== undefined;
}
