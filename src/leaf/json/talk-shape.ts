import { z } from 'zod';

import { EDIT_KINDS } from '../../model/edit.ts';
import { CLAIM_DOUBTS } from '../../model/note.ts';
import { TALK_SCHEMA } from '../../model/talk.ts';
import { LINE_FLAGS, LINE_STATUSES } from '../../model/translation.ts';
import { WARNING_CODES } from '../../model/warning.ts';

const Id = z.int().min(1);

const ClaimShape = z.object({
  text: z.string(),
  cites: z.array(Id),
  doubts: z.array(z.enum(CLAIM_DOUBTS)).optional(),
  why: z.string().optional(),
});

const SectionShape = z.object({
  title: z.string(),
  from: Id,
  to: Id,
  skip: z.boolean(),
  missing: z.boolean().optional(),
  parts: z.array(z.string()),
  points: z.array(ClaimShape.extend({ part: z.int().min(0).optional(), sub: z.array(ClaimShape) })),
  quotes: z.array(Id),
});

const NoteShape = z.object({
  title: z.string(),
  summary: z.array(ClaimShape),
  sections: z.array(SectionShape),
  coverage: z.object({ share: z.number(), longestGap: z.number() }),
  dropped: z.int().min(0),
  verified: z
    .object({
      model: z.string(),
      claims: z.int().min(0),
      corrected: z.int().min(0),
      unread: z.int().min(0),
    })
    .optional(),
});

const SentenceShape = z.object({
  id: Id,
  start: z.number(),
  end: z.number(),
  text: z.string(),
  corrected: z.string().optional(),
  speaker: z.string().optional(),
  language: z.string().optional(),
  paragraph: z.boolean(),
  doubt: z.enum(['loop', 'boilerplate']).optional(),
});

const LineShape = z.object({
  id: Id,
  text: z.string(),
  status: z.enum(LINE_STATUSES),
  flags: z.array(z.enum(LINE_FLAGS)).optional(),
  why: z.string().optional(),
});

const TermShape = z.object({
  source: z.string(),
  heard: z.array(z.string()),
  local: z.array(z.object({ form: z.string(), ids: z.array(Id) })).optional(),
  target: z.string(),
  by: z.enum(['user', 'model']),
});

const PublishedShape = z.object({
  channel: z.string().optional(),
  date: z.string().optional(),
  description: z.string().optional(),
  picture: z.string().optional(),
  chapters: z.array(z.object({ title: z.string(), start: z.number() })).optional(),
});

const SourceTextShape = z.discriminatedUnion('by', [
  z.object({ by: z.literal('captions'), language: z.string(), isAutomatic: z.boolean() }),
  z.object({
    by: z.literal('recogniser'),
    name: z.string(),
    length: z.number().optional(),
  }),
]);

const CorrectedShape = z.object({ id: Id, text: z.string() });

const Sentences = z
  .array(SentenceShape)
  .refine((sentences) => sentences.every(({ id }, index) => id === index + 1), {
    params: {
      en: 'sentence IDs do not count from 1 without a gap',
      zh: '句子编号不是从 1 起连续的',
    },
  });

export const EditShape = z.object({
  kind: z.enum(EDIT_KINDS),
  id: Id.optional(),
  of: z.string().optional(),
  was: z.string(),
  text: z.string(),
  target: z.string().optional(),
  marks: z
    .object({
      status: z.enum(LINE_STATUSES).optional(),
      flags: z.array(z.enum(LINE_FLAGS)).optional(),
      doubts: z.array(z.enum(CLAIM_DOUBTS)).optional(),
      why: z.string().optional(),
    })
    .optional(),
  at: z.string(),
});

/** What a talk is in whatever language it is read. */
const SHARED = {
  title: z.string(),
  source: z.object({
    name: z.string(),
    url: z.string().optional(),
    media: z.string().optional(),
    video: z.boolean().optional(),
    text: SourceTextShape.optional(),
    published: PublishedShape.optional(),
  }),
  language: z.string(),
  timed: z.boolean(),
  duration: z.number(),
  warnings: z.array(
    z.object({
      code: z.enum(WARNING_CODES),
      count: z.int(),
      line: z.int().optional(),
      end: z.number().optional(),
      length: z.number().optional(),
    }),
  ),
};

/** What is made of it for one target language. */
const MADE = {
  model: z.string().optional(),
  cost: z.number().optional(),
  topic: z.string(),
  speakers: z.array(z.string()),
  terms: z.array(TermShape),
  note: NoteShape.optional(),
  translation: z.array(LineShape).optional(),
};

/** The first shape of `talk.json`: one target language. */
export const FirstTalkShape = z.object({
  schema: z.literal(1),
  ...SHARED,
  target: z.string(),
  ...MADE,
  sentences: Sentences,
});

/** What a talk's file holds for one target language. */
const PartShape = z.object({
  ...MADE,
  /** Sentences with misheard terms put right, which are found anew for each language. */
  corrected: z.array(CorrectedShape).optional(),
  /** The sentences its IDs are those of, where the talk has been read otherwise since. */
  sentences: Sentences.optional(),
});
export type TalkPart = z.infer<typeof PartShape>;

/** The shape of `talk.json`, keys in the order they are written. The promises of the fields stand on `Talk`. */
export const TalkFileShape = z
  .object({
    schema: z.literal(TALK_SCHEMA),
    /** Target languages, the one that names without a language belong to first. */
    targets: z.array(z.string()).min(1),
    edits: z.array(EditShape).optional(),
    ...SHARED,
    sentences: Sentences,
    languages: z.record(z.string(), PartShape),
  })
  .refine(({ targets, languages }) => targets.every((target) => languages[target]), {
    params: { en: 'a target has no part in languages', zh: '有的目标语言在 languages 里没有内容' },
  });
export type TalkFile = z.infer<typeof TalkFileShape>;
