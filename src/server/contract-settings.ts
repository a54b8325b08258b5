/** What goes over HTTP about settings, models and the machine. */
import { z } from '@hono/zod-openapi';

import { line, Problem } from './contract.ts';

/** Settings the page shows and changes; `null` takes one out of the file. */
export const SettingValues = z
  .strictObject({
    to: line(35).nullable().optional(),
    model: line(200).nullable().optional(),
    secondModel: line(200).nullable().optional(),
    baseUrl: line(500).nullable().optional(),
    speech: line(200).nullable().optional(),
    noteStyle: line(40).nullable().optional(),
    style: line(1000).nullable().optional(),
    maxCost: z.number().nonnegative().max(10_000).nullable().optional(),
    language: z.enum(['en', 'zh']).nullable().optional(),
  })
  .openapi('SettingValues');
export type SettingValues = z.infer<typeof SettingValues>;

export const SettingsAnswer = z
  .object({
    values: SettingValues,
    /** Where each value comes from: the environment goes before the file, and only the file is changed here. */
    origins: z.record(z.string(), z.enum(['flag', 'environment', 'file', 'default'])),
    /** Path of the settings file. */
    file: z.string(),
    /** The services there are keys for. A key is never told, only whether there is one and where it comes from. */
    providers: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        key: z.enum(['none', 'file', 'environment']),
        isLocal: z.boolean(),
      }),
    ),
    noteStyles: z.array(z.string()),
    /** True where the settings may be changed from here: on this machine alone. */
    canChange: z.boolean(),
  })
  .openapi('Settings');
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

export const SettingsChange = z
  .strictObject({
    values: SettingValues.optional(),
    /** By provider; `null` takes one out. */
    keys: z.record(z.string().max(40), line(1000).min(1).nullable()).optional(),
  })
  .openapi('SettingsChange');
export type SettingsChange = z.infer<typeof SettingsChange>;

/** What a model said to one cheap request. */
export const ModelTrial = z
  .object({
    model: z.string().optional(),
    host: z.string().optional(),
    seconds: z.number().optional(),
    problem: Problem.optional(),
  })
  .openapi('ModelTrial');
export type ModelTrial = z.infer<typeof ModelTrial>;

export const SpeechModelInfo = z
  .object({
    name: z.string(),
    /** What it does: hears, tells voices apart, puts marks into text, or answers in words. */
    kind: z.enum(['speech', 'voices', 'punctuation', 'language']),
    /** In bytes. */
    size: z.int(),
    languages: z.string(),
    about: z.string(),
    licence: z.string(),
    isHere: z.boolean(),
    /** True for the one to take first on this machine. */
    isRecommended: z.boolean(),
    /** How far it has come, while it is fetched; in bytes. */
    received: z.int().optional(),
    problem: Problem.optional(),
  })
  .openapi('SpeechModel');
export type SpeechModelInfo = z.infer<typeof SpeechModelInfo>;

/** One thing that was looked at on this machine. */
export const FindingInfo = z
  .object({
    subject: z.string(),
    name: z.string(),
    state: z.enum(['ok', 'note', 'bad']),
    about: z.string(),
    todo: z.string().optional(),
  })
  .openapi('Finding');
export type FindingInfo = z.infer<typeof FindingInfo>;
