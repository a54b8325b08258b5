import { fingerprint } from '../base/hash.ts';
import type { Memory } from '../base/memory.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import { isSameLanguage } from '../model/language.ts';
import { type Estimate, estimateWork } from '../pipeline/estimate.ts';
import { prepare } from '../pipeline/prepare.ts';
import type { TalkRequest } from '../pipeline/talk-request.ts';
import { aboutTalk } from '../text/about-talk.ts';
import { detectLanguage } from '../text/languages/detect-language.ts';
import { readGlossary } from './inputs/glossary.ts';
import { isVideo } from './inputs/media-names.ts';
import { type Input, linkFrom } from './inputs/read-input.ts';
import type { Settings } from './settings/settings.ts';

export type PlanOptions = {
  readonly settings: Settings;
  readonly translation: boolean;
  readonly note: boolean;
  /** The folder of the talk, for the link to its recording. */
  readonly folder: string;
  readonly memory: Memory;
};

/** Turns an input into what is asked of the pipeline. Throws `GLOSSARY_BAD` and its like. */
export async function planTalk(
  input: Input & { readonly bare?: number },
  options: PlanOptions,
): Promise<TalkRequest> {
  const { settings, folder, memory } = options;
  const { transcript } = input;
  const { sentences, warnings } = prepare(transcript);
  const from = settings.from ?? transcript.language ?? (await spokenLanguage(sentences, memory));
  return {
    title: input.title,
    source: {
      name: input.name,
      ...(input.url !== undefined && { url: input.url }),
      ...(input.media !== undefined && {
        media: linkFrom(folder, input.media),
        video: isVideo(input.media),
      }),
      ...(input.published && { published: input.published }),
      ...(input.text && { text: input.text }),
    },
    about: aboutTalk(input.title, input.published),
    sentences,
    from,
    to: settings.to,
    timed: transcript.timed,
    glossary: settings.glossary === undefined ? [] : await readGlossary(settings.glossary),
    style: settings.style,
    bare: input.bare,
    translation: options.translation && !isSameLanguage(from, settings.to),
    note: options.note,
    noteStyle: settings.noteStyle,
    verify: settings.verify,
    review: settings.review,
    warnings,
  };
}

/** Sentences looked at to tell the language. */
const ENOUGH = 60;

export async function spokenLanguage(
  sentences: TalkRequest['sentences'],
  memory: Memory,
): Promise<string> {
  const sample = sentences
    .slice(0, ENOUGH)
    .map((sentence) => sentence.text)
    .join(' ');
  const key = fingerprint('language', sample);
  const known = memory.get(key);
  if (typeof known === 'string') return known;
  const language = await detectLanguage(sample);
  await memory.put(key, language);
  return language;
}

/** What the planned work will take with a model. */
export function estimatePlan(request: TalkRequest, model: ChatModel): Estimate {
  return estimateWork(request.sentences, model.info, request);
}
