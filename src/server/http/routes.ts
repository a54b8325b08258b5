import { createRoute, z } from '@hono/zod-openapi';

import {
  EditAnswer,
  EditRequest,
  ListAnswer,
  ListRequest,
  PlanAnswer,
  Problem,
  SearchHit,
  Submission,
  TalkEdit,
  TalkFileInfo,
  TalkPatch,
  TalkSummary,
} from '../contract.ts';

const Id = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .openapi({ param: { name: 'id', in: 'path' }, example: '3f9c0a…' }),
});

export const refused = {
  default: {
    description: 'What went wrong, and what to do.',
    content: { 'application/json': { schema: Problem } },
  },
} as const;

export function answer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } } as const;
}

export function body<Schema extends z.ZodType>(schema: Schema) {
  return { content: { 'application/json': { schema } }, required: true } as const;
}

const stream = (description: string) =>
  ({ description, content: { 'text/event-stream': { schema: z.string() } } }) as const;
const file = (description: string) =>
  ({
    description,
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  }) as const;

export const listTalks = createRoute({
  method: 'get',
  path: '/api/talks',
  summary: 'All talks, the newest first',
  responses: { 200: answer('The talks.', z.array(TalkSummary)), ...refused },
});

export const submitTalk = createRoute({
  method: 'post',
  path: '/api/talks',
  summary: 'Hand in a talk',
  request: { body: body(Submission) },
  responses: { 202: answer('The talk, waiting to be worked on.', TalkSummary), ...refused },
});

export const planTalk = createRoute({
  method: 'post',
  path: '/api/plans',
  summary: 'What a talk would take and cost; nothing is asked',
  request: { body: body(Submission) },
  responses: { 200: answer('The plan.', PlanAnswer), ...refused },
});

export const openList = createRoute({
  method: 'post',
  path: '/api/lists',
  summary: 'The talks that a link leads to: of a playlist or channel each, else the link itself',
  request: { body: body(ListRequest) },
  responses: { 200: answer('Their links.', ListAnswer), ...refused },
});

export const getTalk = createRoute({
  method: 'get',
  path: '/api/talks/{id}',
  summary: 'A talk',
  request: { params: Id },
  responses: { 200: answer('The talk.', TalkSummary), ...refused },
});

export const search = createRoute({
  method: 'get',
  path: '/api/search',
  summary: 'Sentences, translations, points and titles with all of some words, in any language',
  request: {
    query: z.object({
      q: z.string().max(200),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
  },
  responses: { 200: answer('What was found, best first.', z.array(SearchHit)), ...refused },
});

export const followTalk = createRoute({
  method: 'get',
  path: '/api/talks/{id}/events',
  summary: 'What happened to a talk, and what happens, as server-sent events',
  request: {
    params: Id,
    query: z.object({ after: z.coerce.number().int().nonnegative().optional() }),
    headers: z.object({ 'last-event-id': z.string().optional() }),
  },
  responses: { 200: stream('One event a thing that happens; its ID counts from 1.'), ...refused },
});

export const followTalks = createRoute({
  method: 'get',
  path: '/api/events',
  summary: 'Each talk of the library as it changes, as server-sent events',
  responses: {
    200: stream('`talk` with a talk, `gone` with the ID of one that is no more.'),
    ...refused,
  },
});

export const patchTalk = createRoute({
  method: 'patch',
  path: '/api/talks/{id}',
  summary: 'Change the tags of a talk',
  request: { params: Id, body: body(TalkPatch) },
  responses: { 200: answer('The talk.', TalkSummary), ...refused },
});

export const getPicture = createRoute({
  method: 'get',
  path: '/api/talks/{id}/picture',
  summary: 'A picture of a talk, of its video or by its publisher, as JPEG',
  request: { params: Id },
  responses: { 200: file('The picture.'), ...refused },
});

export const cancelTalk = createRoute({
  method: 'post',
  path: '/api/talks/{id}/cancel',
  summary: 'End the work on a talk; what is done is kept',
  request: { params: Id },
  responses: { 200: answer('The talk.', TalkSummary), ...refused },
});

export const retryTalk = createRoute({
  method: 'post',
  path: '/api/talks/{id}/retry',
  summary:
    'Work on a talk again: what is missing is asked for; with `marked`, what is doubtful as well',
  request: {
    params: Id,
    query: z.object({ marked: z.enum(['true', 'false']).optional() }),
  },
  responses: { 202: answer('The talk.', TalkSummary), ...refused },
});

export const listEdits = createRoute({
  method: 'get',
  path: '/api/talks/{id}/edits',
  summary: 'What a person put right in a talk',
  request: { params: Id },
  responses: { 200: answer('The edits.', z.array(TalkEdit)), ...refused },
});

export const editTalk = createRoute({
  method: 'post',
  path: '/api/talks/{id}/edits',
  summary: 'Put something right: a sentence, a translation, a term, a point, a title, a speaker',
  request: { params: Id, body: body(EditRequest) },
  responses: { 200: answer('All edits, and the lines they touch.', EditAnswer), ...refused },
});

export const removeTalk = createRoute({
  method: 'delete',
  path: '/api/talks/{id}',
  summary: 'Remove a talk; its folder goes to the trash of the library',
  request: { params: Id },
  responses: { 204: { description: 'It is gone.' }, ...refused },
});

export const listFiles = createRoute({
  method: 'get',
  path: '/api/talks/{id}/files',
  summary: 'The files of a talk',
  request: { params: Id },
  responses: { 200: answer('The files.', z.array(TalkFileInfo)), ...refused },
});

export const getFile = createRoute({
  method: 'get',
  path: '/api/talks/{id}/files/{name}',
  summary: 'One file of a talk',
  request: {
    params: Id.extend({
      name: z
        .string()
        .min(1)
        .max(300)
        .openapi({ param: { name: 'name', in: 'path' } }),
    }),
  },
  responses: { 200: file('The file.'), ...refused },
});

export const getArchive = createRoute({
  method: 'get',
  path: '/api/talks/{id}/archive',
  summary: 'All files of a talk as a zip',
  request: { params: Id },
  responses: { 200: file('The zip.'), ...refused },
});

export const getMedia = createRoute({
  method: 'get',
  path: '/api/talks/{id}/media',
  summary: 'The recording of a talk, also in ranges',
  request: { params: Id },
  responses: { 200: file('The recording.'), ...refused },
});
