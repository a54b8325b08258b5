/**
 * What goes over HTTP, each shape once: it checks what comes in, describes it in `/api/openapi.json`, and gives the page
 * its types. Times of a talk are seconds from its start, other times are ISO 8601, money is US dollars.
 */
import { z } from '@hono/zod-openapi';

import { STATUSES } from '../jobs/talks.ts';
import { EDIT_KINDS } from '../model/edit.ts';

/** A failure: a stable code, a sentence and what to do next, in the language that was asked for. */
export const Problem = z
  .object({
    code: z.string(),
    message: z.string(),
    hint: z.string(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof Problem>;

/** Text of a line or so; no file system, program or database takes NUL in one. */
export function line(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(/^[^\0]*$/);
}

/** What is handed in: exactly one of these. */
export const TalkInput = z
  .union(
    [
      z.strictObject({ link: line(2000).min(1) }),
      z.strictObject({ path: line(4000).min(1) }),
      z.strictObject({
        /** A transcript as it was copied, in any form a file may have. */
        text: z.string().min(1).max(8_000_000),
        name: line(200).optional(),
      }),
      /** The number an upload was given. */
      z.strictObject({ upload: z.string().regex(/^[\da-f]{16,40}$/) }),
    ],
    '{"link"}, {"path"}, {"text"}, {"upload"}',
  )
  .openapi('TalkInput');
export type TalkInput = z.infer<typeof TalkInput>;

/** How a talk is to be worked on; what is absent comes from the settings. */
export const Wishes = z
  .strictObject({
    to: line(35).optional(),
    from: line(35).optional(),
    model: line(200).optional(),
    secondModel: line(200).optional(),
    speech: line(200).optional(),
    captions: z.enum(['auto', 'only', 'never']).optional(),
    speakers: z
      .union([z.enum(['off', 'auto']), z.int().min(1).max(20)], 'off, auto, 1 … 20')
      .optional(),
    translation: z.boolean().optional(),
    note: z.boolean().optional(),
    noteStyle: line(40).optional(),
    style: line(1000).optional(),
    review: z.boolean().optional(),
    maxCost: z.number().nonnegative().max(10_000).optional(),
  })
  .openapi('Wishes');
export type Wishes = z.infer<typeof Wishes>;

/** A link that may lead to several talks. */
export const ListRequest = z
  .strictObject({ link: z.string().min(1).max(2000) })
  .openapi('ListRequest');

/** The talks of a list. */
export const ListAnswer = z.object({ links: z.array(z.string()) }).openapi('ListAnswer');
export type ListAnswer = z.infer<typeof ListAnswer>;

/** What is wanted of a talk, to be planned or done. */
export const Submission = z
  .strictObject({
    input: TalkInput,
    wishes: Wishes.optional(),
    tags: z.array(line(60).min(1)).max(20).optional(),
  })
  .openapi('Submission');
export type Submission = z.infer<typeof Submission>;

/** How far the work has come. */
export const Progress = z
  .object({
    /** Steps under way. */
    steps: z.array(z.string()),
    /** Of the whole, as a ratio. */
    share: z.number(),
    /** How much of the recording is heard, and its length, in seconds; 0 when not known. */
    heard: z.number(),
    duration: z.number(),
    sentences: z.int(),
    translated: z.int(),
    sections: z.int(),
    noted: z.int(),
    tokens: z.int(),
    cost: z.number().optional(),
  })
  .openapi('Progress');
export type Progress = z.infer<typeof Progress>;

/** What is told of a talk that was made. */
export const Facts = z
  .object({
    language: z.string().optional(),
    target: z.string().optional(),
    duration: z.number().optional(),
    sentences: z.int().optional(),
    /** Count of places marked as doubtful or missing. */
    marked: z.int().optional(),
    hasNote: z.boolean().optional(),
    hasTranslation: z.boolean().optional(),
    model: z.string().optional(),
    cost: z.number().optional(),
    topic: z.string().optional(),
    /** True where there is a picture to be had. */
    hasPicture: z.boolean().optional(),
  })
  .openapi('Facts');
export type Facts = z.infer<typeof Facts>;

/** What may be changed of a talk in the list. */
export const TalkPatch = z
  .strictObject({ tags: z.array(z.string().trim().min(1).max(60)).max(20) })
  .openapi('TalkPatch');
export type TalkPatch = z.infer<typeof TalkPatch>;

/** A talk of the library. */
export const TalkSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    status: z.enum(STATUSES),
    /** What was handed in, as people know it. */
    source: z.string(),
    tags: z.array(z.string()),
    created: z.string(),
    changed: z.string(),
    progress: Progress.optional(),
    problem: Problem.optional(),
    facts: Facts,
    wishes: Wishes,
  })
  .openapi('Talk');
export type TalkSummary = z.infer<typeof TalkSummary>;

/** A file of a talk. */
export const TalkFileInfo = z
  .object({ name: z.string(), size: z.int(), href: z.string() })
  .openapi('TalkFile');
export type TalkFileInfo = z.infer<typeof TalkFileInfo>;

/** What the work will take, before anything is asked. */
export const PlanAnswer = z
  .object({
    title: z.string(),
    language: z.string().optional(),
    target: z.string(),
    duration: z.number().optional(),
    model: z.string().optional(),
    /** Why no model can be asked. */
    lacksModel: Problem.optional(),
    /** The recogniser, where the talk has to be heard, and why it cannot be. */
    speech: z.string().optional(),
    lacksSpeech: Problem.optional(),
    lacksProgram: Problem.optional(),
    translation: z.boolean(),
    note: z.boolean(),
    requests: z.int().optional(),
    tokens: z.int().optional(),
    seconds: z.number().optional(),
    cost: z.object({ likely: z.number(), most: z.number() }).optional(),
    /** True when the estimate goes by the length of a recording that was not heard yet. */
    isGuess: z.boolean(),
    /** True when earlier runs have done all of it. */
    isFinished: z.boolean(),
  })
  .openapi('Plan');
export type PlanAnswer = z.infer<typeof PlanAnswer>;

/** A sentence that was searched for. */
export const SearchHit = z
  .object({
    talk: z.object({ id: z.string(), title: z.string() }),
    /** What was found: what was said, its translation, a point of the note, the title. */
    kind: z.enum(['source', 'translation', 'note', 'title']),
    /** The sentence, or the first one that a point cites. */
    sentence: z.int().optional(),
    /** Where it is said, in seconds. */
    time: z.number().optional(),
    text: z.string(),
  })
  .openapi('SearchHit');
export type SearchHit = z.infer<typeof SearchHit>;

/** What a person puts right: `was` is what is shown there now, and what it was before is put back by naming it as `text`. */
export const EditRequest = z
  .strictObject({
    kind: z.enum(EDIT_KINDS),
    /** The sentence, for `source` and `translation`. */
    id: z.int().min(1).optional(),
    /** The term as it is said, for `term`. */
    of: z.string().max(500).optional(),
    was: z.string().max(5000),
    text: z.string().trim().min(1).max(5000),
  })
  .openapi('EditRequest');
export type EditRequest = z.infer<typeof EditRequest>;

/** Something that was put right. */
export const TalkEdit = z
  .object({
    kind: z.enum(EDIT_KINDS),
    id: z.int().optional(),
    of: z.string().optional(),
    was: z.string(),
    text: z.string(),
    target: z.string().optional(),
    at: z.string(),
  })
  .openapi('Edit');
export type TalkEdit = z.infer<typeof TalkEdit>;

export const EditAnswer = z
  .object({
    edits: z.array(TalkEdit),
    /** Sentences whose translation was made of what has changed; `retry` asks for them anew. */
    touched: z.array(z.int()),
    /** What that likely costs; absent where no price is known. */
    cost: z.number().optional(),
  })
  .openapi('EditAnswer');
export type EditAnswer = z.infer<typeof EditAnswer>;
