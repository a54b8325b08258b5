import type { StageProgress } from '../../app/talks/folder/stage-progress.ts';
import type { Plan } from '../../app/talks/plan/plan.ts';
import { AppError, type InterfaceLanguage, type Obstacle } from '../../base/errors.ts';
import { percent } from '../../leaf/shown/talk-facts.ts';
import { languageName } from '../../model/language.ts';
import type { Estimate } from '../../pipeline/estimate.ts';
import { clock } from '../../text/timecode.ts';
import { table } from '../terminal/table.ts';
import { money, short } from './amounts.ts';
import { MARKS } from './marks.ts';
import { PLAN_WORDS, type PlanWords } from './plan-words.ts';
import { trackText } from './track-text.ts';

/** Files that are named; what a person reads first stands before the others. */
const NAMED = 3;

type Row = readonly [label: keyof PlanWords['labels'], text: string];

/** How a plan is shown. */
export type PlanOptions = {
  readonly language: InterfaceLanguage;
  /** Width of the terminal. @default as wide as need be */
  readonly columns?: number | undefined;
  /** True when an earlier plan was shown, and only what is left to ask is known better now. */
  readonly isAgain?: boolean | undefined;
};

/** A plan as rows for a person. */
export function planText(plan: Plan, { language, columns, isAgain }: PlanOptions): string {
  const words = PLAN_WORDS[language];
  const rows = isAgain ? [leftRow(plan, words)] : allRows(plan, { words, language });
  const cells = rows.flatMap((row) => (row ? [[words.labels[row[0]], row[1]]] : []));
  return table(cells, columns);
}

function allRows(plan: Plan, told: Told): (Row | undefined)[] {
  const { words, language } = told;
  const { colon } = MARKS[language];
  const [first, more] = [plan.files.slice(0, NAMED), plan.files.length - NAMED];
  return [
    inputRow(plan, told),
    fetchRow(plan, words),
    plan.tracks && ['track', trackText(plan.tracks, language)],
    hearingRow(plan, told),
    plan.bare ? ['restore', words.restore(percent(plan.bare))] : undefined,
    translationRow(plan, told),
    noteRow(plan, told),
    modelRow(plan, told),
    leftRow(plan, words),
    ['folder', plan.folder + colon + words.files(first, more)],
  ];
}

function fetchRow({ lacksProgram }: Plan, words: PlanWords): Row | undefined {
  return lacksProgram && ['fetch', words.fetchedFirst];
}

/** What a transcript is was said when it was read. */
function inputRow(
  { title, duration, hearing, isGuess }: Plan,
  { words, language }: Told,
): Row | undefined {
  if (!hearing && !isGuess) return undefined;
  const length = duration === undefined ? words.lengthUnknown : clock(duration);
  return ['input', title + MARKS[language].comma + length];
}

function noteRow({ note, target }: Plan, { words, language }: Told): Row | undefined {
  if (!note) return undefined;
  const progress = progressIn(note, words.sections, words);
  return ['note', progress === '' ? languageName(target, language) : progress];
}
type Told = { readonly words: PlanWords; readonly language: InterfaceLanguage };

function hearingRow({ hearing }: Plan, { words, language }: Told): Row | undefined {
  if (!hearing) return undefined;
  const { by, lacksSpeech, seconds, unlessCaptions, done, of, isWhole } = hearing;
  if (isWhole) return ['hear', words.heard];
  const heard = done > 0 ? words.heardOf(clock(done), clock(of)) : '';
  const how = lacksSpeech
    ? noneOf(lacksSpeech, { words, language })
    : words.hear(by ?? '', heard, seconds === undefined ? '' : clock(seconds));
  return ['hear', unlessCaptions ? words.captionsFirst + how : how];
}

function translationRow(plan: Plan, { words, language }: Told): Row | undefined {
  const { translation, target } = plan;
  if (!translation) return undefined;
  const to = languageName(target, language);
  const pair =
    plan.translatedFrom === undefined
      ? words.into(to)
      : words.pair(languageName(plan.translatedFrom, language), to);
  const progress = progressIn(translation, words.sentences, words);
  return ['translate', progress === '' ? pair : pair + MARKS[language].comma + progress];
}

function progressIn(
  { done, of, isWhole }: StageProgress,
  say: (done: number, all: number) => string,
  words: PlanWords,
): string {
  if (done === 0) return '';
  return isWhole ? words.done : say(done, of);
}

function modelRow({ model, lacksModel }: Plan, { words, language }: Told): Row | undefined {
  if (lacksModel) return ['model', noneOf(lacksModel, { words, language })];
  return model === undefined ? undefined : ['model', model];
}

function leftRow(plan: Plan, words: PlanWords): Row | undefined {
  const { translation, note, estimate, example, isGuess, isFinished, costLimit } = plan;
  if (!translation && !note) return undefined;
  if (isFinished) return ['left', words.nothingToAsk];
  if (!estimate) return ['left', words.unknownYet];
  const reckoned = example === undefined ? '' : words.reckonedWith(example);
  const limit = costLimit === undefined ? '' : words.dearer(money(costLimit));
  const said = (isGuess ? words.byLength : '') + estimateText(estimate, words);
  return ['left', reckoned + said + limit];
}

function estimateText(estimate: Estimate, words: PlanWords): string {
  const { requests, inputTokens, outputTokens, seconds, cost } = estimate;
  return words.estimate({
    requests,
    tokens: short(inputTokens + outputTokens),
    time: clock(seconds),
    cost: cost ? words.cost(money(cost.likely), money(cost.most)) : words.noPrice,
  });
}

function noneOf({ code, values }: Obstacle, { words, language }: Told): string {
  const { message, hint } = new AppError(code, values).in(language);
  return words.none(message, hint);
}

/** What several plans come to. */
export function planTotal(plans: readonly Plan[], language: InterfaceLanguage): string {
  const words = PLAN_WORDS[language];
  const estimates = plans.flatMap(({ estimate }) => (estimate ? [estimate] : []));
  const open = plans.filter(({ estimate, isFinished, translation, note }) => {
    const isAsked = translation !== undefined || note !== undefined;
    return isAsked && !isFinished && !estimate;
  });
  const sum = (of: (estimate: Estimate) => number): number =>
    estimates.reduce((total, estimate) => total + of(estimate), 0);
  const tokens = sum(({ inputTokens, outputTokens }) => inputTokens + outputTokens);
  const price = estimates.every(({ cost }) => cost)
    ? words.cost(
        money(sum(({ cost }) => cost?.likely ?? 0)),
        money(sum(({ cost }) => cost?.most ?? 0)),
      )
    : words.noPrice;
  const rows = [
    ...(estimates.length > 0 || open.length === 0
      ? [words.total(estimates.length || plans.length, short(tokens), price)]
      : []),
    ...(open.length > 0 ? [words.unreckoned(open.length)] : []),
  ];
  return rows.join('\n');
}
