import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Obstacle } from '../../../base/errors.ts';
import type { Memory } from '../../../base/memory.ts';
import { targetsIn } from '../../../leaf/talk-json.ts';
import type { TrackChoice } from '../../../media/sound-track.ts';
import { isSameLanguage } from '../../../model/language.ts';
import { translatedFrom } from '../../../model/own-language.ts';
import type { Seconds } from '../../../model/time.ts';
import type { Estimate, LeftToDo } from '../../../pipeline/estimate.ts';
import { fileNames } from '../../../pipeline/file-names.ts';
import type { TalkRequest } from '../../../pipeline/talk-request.ts';
import type { PlannedModels } from '../../choosing/models.ts';
import { stages, type WorkOptions } from '../../settings/work-options.ts';
import { progressOf, type StageKeys, type StageProgress } from '../folder/stage-progress.ts';
import { formatsFor } from '../folder/write-talk.ts';
import type { PlannedHearing } from './plan-hearing.ts';

/** What will be done for one input, as far as it is known beforehand. */
export type Plan = {
  readonly title: string;
  /** Absolute path of the folder the files go to. */
  readonly folder: string;
  /** Names of the files, relative to it; `*` stands for a language that is not known yet. */
  readonly files: readonly string[];
  /** In seconds; absent where it is not known before the talk is fetched, or has no times. */
  readonly duration?: Seconds | undefined;
  /** Which sound track is heard, where there are several. */
  readonly tracks?: TrackChoice | undefined;
  /** Language spoken, as a tag, where it is known, and that of translation and note. */
  readonly language?: string | undefined;
  readonly target: string;
  /** Language that is translated, where it is known: of a talk in the target language that of its other parts. */
  readonly translatedFrom?: string | undefined;
  /** The program that has to be fetched or installed before a link can be looked at. */
  readonly lacksProgram?: Obstacle | undefined;
  /** How it is heard, and how much of it has been; absent where there is a transcript. */
  readonly hearing?: (PlannedHearing & StageProgress) | undefined;
  /** Share of the words whose marks the model is asked for first, as a ratio; absent where none are. */
  readonly bare?: number | undefined;
  /** Sentences that are there, and all; absent where none are wanted. */
  readonly translation?: StageProgress | undefined;
  /** Sections that are there, and all; absent where none are wanted. */
  readonly note?: StageProgress | undefined;
  /** The model that is asked, as the user writes it; absent where there is none, or nothing to ask. */
  readonly model?: string | undefined;
  /** Why no model can be asked. */
  readonly lacksModel?: Obstacle | undefined;
  /** What is left to ask; absent where nothing is, or too little is known. */
  readonly estimate?: Estimate | undefined;
  /** What may be spent at most, in US dollars, where that is less than is likely. */
  readonly costLimit?: number | undefined;
  /** True when the estimate goes by the length of a recording that is not heard yet. */
  readonly isGuess?: boolean | undefined;
  /** The model the estimate is made with where there is none yet. */
  readonly example?: string | undefined;
  /** True when earlier runs have done all of it. */
  readonly isFinished: boolean;
};

/** What a plan is made of. */
export type PlanSubject = {
  readonly title: string;
  readonly duration?: Seconds | undefined;
  readonly tracks?: TrackChoice | undefined;
  readonly language?: string | undefined;
  /** Where its text is known already. */
  readonly request?: TalkRequest | undefined;
  readonly hearing?: PlannedHearing | undefined;
  readonly lacksProgram?: Obstacle | undefined;
};

type Around = {
  readonly options: WorkOptions;
  readonly models: PlannedModels;
  readonly folder: string;
  readonly memory: Memory;
  /** Where progress is written down. */
  readonly keys: StageKeys;
};

/** Plans the work on one input. Nothing is asked or written. */
export async function makePlan(subject: PlanSubject, around: Around): Promise<Plan> {
  const { options, models, folder } = around;
  const { title, hearing, lacksProgram } = subject;
  const known = knownOf(subject, options);
  const { heard, translation, note } = progressSoFar(known, around);
  const stagesAsked = [translation, note].filter((stage) => stage !== undefined);
  const isAsked = stagesAsked.length > 0;
  const isFinished = (isAsked ? stagesAsked : [heard]).every((stage) => stage.isWhole);
  const lacksModel = isAsked ? models.obstacle : undefined;
  const has = { translation: translation !== undefined, note: note !== undefined };
  return {
    title,
    folder,
    files: await filesIn(folder, {
      ...known,
      ...(lacksModel ? NOTHING : has),
      lacksModel,
      options,
    }),
    duration: known.duration,
    tracks: subject.tracks,
    language: known.language,
    target: known.target,
    translatedFrom: known.translatedFrom,
    lacksProgram,
    hearing: hearing && { ...hearing, ...heard },
    ...(isAsked && subject.request?.bare && { bare: subject.request.bare }),
    translation,
    note,
    ...(isAsked && { model: models.model?.id, lacksModel }),
    ...(isAsked &&
      !isFinished &&
      (await estimateOf(subject, { translation, note, models, options }))),
    isFinished,
  };
}

const NOTHING = { translation: false, note: false };

/** What is known of a talk before it is worked on. */
type Known = {
  readonly language: string | undefined;
  readonly target: string;
  readonly duration: Seconds | undefined;
  readonly timed: boolean;
  readonly translatedFrom: string | undefined;
  /** True when nothing needs translating. */
  readonly isSame: boolean;
};

function knownOf({ request, language, duration }: PlanSubject, { settings }: WorkOptions): Known {
  const { from, to: target } = settings;
  if (!request) {
    const spoken = from ?? language;
    const isSame = spoken !== undefined && isSameLanguage(spoken, target);
    return { language: spoken, target, translatedFrom: spoken, isSame, duration, timed: true };
  }
  const { timed, sentences } = request;
  const end = timed ? (sentences.at(-1)?.end ?? 0) : undefined;
  const other = translatedFrom(sentences, request);
  const about = { language: request.from, target, duration: end, timed };
  return { ...about, translatedFrom: other, isSame: other === undefined };
}

type Stages = {
  readonly translation: StageProgress | undefined;
  readonly note: StageProgress | undefined;
};

/** How far the stages that are wanted have come. */
function progressSoFar(
  { isSame }: Known,
  { options, memory, keys }: Around,
): Stages & { readonly heard: StageProgress } {
  const wanted = stages(options);
  return {
    heard: progressOf(memory, keys.hear),
    translation: wanted.translation && !isSame ? progressOf(memory, keys.translate) : undefined,
    note: wanted.note ? progressOf(memory, keys.note) : undefined,
  };
}

type Asked = Stages & { readonly models: PlannedModels; readonly options: WorkOptions };

/** What is left to ask, with the model there is or an example of one. */
async function estimateOf(
  { request, duration }: PlanSubject,
  { models: { model, example }, options, translation, note }: Asked,
): Promise<Pick<Plan, 'estimate' | 'isGuess' | 'example' | 'costLimit'>> {
  const info = model ?? example;
  if (!info) return {};
  const left = leftOf({ translation, note });
  const about = { isGuess: !request, example: example?.id };
  if (!request && duration === undefined) return about;
  // They know all prompts: a run that finds everything done does without.
  const [{ estimateWork }, { guessWork }] = await Promise.all([
    import('../../../pipeline/estimate.ts'),
    import('./guess-work.ts'),
  ]);
  const estimate = request
    ? estimateWork(request.sentences, info, { ...request, left })
    : guessWork(duration ?? 0, info, { options, left });
  const { maxCost = Infinity } = options.settings;
  const isDearer = (estimate.cost?.likely ?? 0) > maxCost;
  return { ...about, estimate, ...(isDearer && { costLimit: maxCost }) };
}

function leftOf({ translation, note }: Stages): LeftToDo {
  return {
    // The first thing that is asked for, and kept before all others.
    context: !translation?.done && !note?.done,
    translation: shareLeft(translation),
    note: shareLeft(note),
  };
}

function shareLeft(stage: StageProgress | undefined): number {
  if (!stage || stage.of === 0) return stage?.isWhole ? 0 : 1;
  // What is checked after the last piece is left, too.
  return stage.isWhole ? 0 : Math.max(LEAST_LEFT, 1 - stage.done / stage.of);
}

/** Of a stage that is not whole, so much is left at least, as a ratio. */
const LEAST_LEFT = 0.05;

type Files = Known & {
  readonly translation: boolean;
  readonly note: boolean;
  readonly lacksModel: Obstacle | undefined;
  readonly options: WorkOptions;
};

async function filesIn(
  folder: string,
  { language = '*', lacksModel, options, ...has }: Files,
): Promise<string[]> {
  const before = await readFile(join(folder, 'talk.json'), 'utf8').catch(() => '');
  const [first] = targetsIn(before);
  const formats = formatsFor(options, { isBare: lacksModel !== undefined });
  return formats.flatMap((format) => fileNames(format, { ...has, language, first }));
}
