import { createRoute, z } from '@hono/zod-openapi';

import {
  FindingInfo,
  ModelTrial,
  SettingsAnswer,
  SettingsChange,
  SpeechModelInfo,
} from '../contract-settings.ts';
import { line } from '../contract.ts';
import { answer, body, refused } from './routes.ts';

const ModelName = z.object({
  name: z
    .string()
    .min(1)
    .max(100)
    .openapi({ param: { name: 'name', in: 'path' }, example: 'parakeet-v3' }),
});

export const getSettings = createRoute({
  method: 'get',
  path: '/api/settings',
  summary: 'The settings, where each comes from, and which services there are keys for',
  responses: { 200: answer('The settings; never a key.', SettingsAnswer), ...refused },
});

export const changeSettings = createRoute({
  method: 'patch',
  path: '/api/settings',
  summary: 'Change the settings file; all of it or, when a value cannot be, nothing',
  description: 'Only where this machine alone is listened to. `null` takes a setting or a key out.',
  request: { body: body(SettingsChange) },
  responses: { 200: answer('The settings as they are now.', SettingsAnswer), ...refused },
});

export const tryModel = createRoute({
  method: 'post',
  path: '/api/settings/trial',
  summary: 'Ask a model for one word, to see whether it answers',
  description: 'The model a run would ask, or the one named. One at a time; others wait.',
  request: { body: body(z.strictObject({ model: line(200).min(1).optional() })) },
  responses: {
    200: answer('What came of it, also when that is a problem.', ModelTrial),
    ...refused,
  },
});

export const listSpeechModels = createRoute({
  method: 'get',
  path: '/api/speech-models',
  summary: 'The speech models there are, and how far those that are fetched have come',
  responses: { 200: answer('The models, the best first.', z.array(SpeechModelInfo)), ...refused },
});

export const pullSpeechModel = createRoute({
  method: 'post',
  path: '/api/speech-models/{name}/pull',
  summary: 'Fetch a speech model, in the background; goes on where it stopped',
  request: { params: ModelName },
  responses: { 202: answer('The model, on its way or here.', SpeechModelInfo), ...refused },
});

export const removeSpeechModel = createRoute({
  method: 'delete',
  path: '/api/speech-models/{name}',
  summary: 'Remove a speech model, also one that is on its way',
  request: { params: ModelName },
  responses: { 204: { description: 'It is gone.' }, ...refused },
});

export const examineMachine = createRoute({
  method: 'get',
  path: '/api/doctor',
  summary: 'What is here of all that a talk may need, and what to do about the rest',
  request: {
    query: z.object({
      ask: z.enum(['0', '1']).optional().openapi({
        description: '`1` has the services say what they think of their keys; that costs nothing.',
      }),
    }),
  },
  responses: { 200: answer('What was found.', z.array(FindingInfo)), ...refused },
});
