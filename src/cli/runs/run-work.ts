import { basename } from 'node:path';

import { embeddedNames } from '../../app/choosing/choose-embedded.ts';
import { findTalks } from '../../app/inputs/find-talks.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { withOffline } from '../../app/settings/with-offline.ts';
import { stages, type WorkOptions } from '../../app/settings/work-options.ts';
import type { Plan } from '../../app/talks/plan/plan.ts';
import { workOn } from '../../app/talks/work.ts';
import { drain } from '../../base/async.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import { type FormatName, FORMATS } from '../../pipeline/format-names.ts';
import { showProgress } from '../progress/progress.ts';
import { report } from '../report/report-failure.ts';
import { doneEvent, reportResult, statusOf } from '../report/report.ts';
import type { CliIO } from '../terminal/io.ts';
import { planTotal } from '../wording/plan-text.ts';
import { PROGRESS_WORDS, type ProgressWords } from '../wording/progress-words.ts';
import { allowPrograms } from './allow-programs.ts';
import type { WorkFlags } from './flags.ts';
import { growNursery } from './tune-engine.ts';

export type RunOptions = { readonly flags: WorkFlags; readonly io: CliIO };

/** Files passed over that are named. */
const MOST_NAMED = 3;

/** Works on all inputs, one after another; one failure does not stop the others. Gives the exit status. */
export async function runWork(
  inputs: readonly string[],
  { flags, io }: RunOptions,
): Promise<number> {
  const { values: settings } = await loadSettings(io.env, settingFlags(flags));
  const options: WorkOptions = {
    settings,
    env: withOffline(io.env, settings),
    formats: formatsOf(flags.format),
    translation: flags.translation,
    note: flags.note,
    dryRun: flags.dryRun,
    force: flags.force,
    encoding: flags.encoding,
    fps: flags.fps,
    track: flags.track,
    stdin: io.stdin,
    limiters: new Limiters(systemClock),
    signal: io.signal,
  };
  if (asksThisMachine(options)) {
    const { bringLacking } = await import('./bring-lacking.ts');
    await bringLacking(settings, { io, yes: flags.yes });
  }
  const { talks: paths, passedOver } = await findTalks(inputs, options);
  if (!flags.quiet) sayBefore({ paths, passedOver }, io, PROGRESS_WORDS[settings.language]);
  const statuses: number[] = [];
  const plans: Plan[] = [];
  for (const path of paths) {
    // One talk at a time: within it, requests already run side by side.
    const run = { flags, io, isOnly: paths.length === 1, onPlan: (plan: Plan) => plans.push(plan) };
    statuses.push(await runOne(path, options, run));
    if (io.signal.aborted) break;
  }
  if (paths.length > 1 && !flags.quiet && flags.dryRun) {
    io.stderr.write(`${planTotal(plans, settings.language)}\n`);
  } else if (paths.length > 1 && !flags.quiet) {
    const count = (status: number): number => statuses.filter((each) => each === status).length;
    const [done, marked] = [count(0), count(3)];
    const words = PROGRESS_WORDS[settings.language];
    io.stderr.write(`${words.summary(done, marked, paths.length - done - marked)}\n`);
  }
  return worstOf(statuses);
}

/** Whether a language model of this machine will be asked. */
function asksThisMachine(options: WorkOptions): boolean {
  const { translation, note } = stages(options);
  const isAsked = translation || note;
  return isAsked && !options.dryRun && embeddedNames(options.settings).length > 0;
}

/** What is to be known before the work begins. */
function sayBefore(
  {
    paths,
    passedOver,
  }: { readonly paths: readonly string[]; readonly passedOver: readonly string[] },
  io: CliIO,
  words: ProgressWords,
): void {
  if (passedOver.length > 0) {
    const names = passedOver.map((path) => basename(path));
    const more = Math.max(0, names.length - MOST_NAMED);
    io.stderr.write(`${words.passedOver(names.slice(0, MOST_NAMED), more)}\n`);
  }
  if (io.isInputTTY && paths.includes('-')) io.stderr.write(`${words.typing}\n`);
}

type OneRun = RunOptions & { readonly isOnly: boolean; readonly onPlan: (plan: Plan) => void };

async function runOne(
  path: string,
  options: WorkOptions,
  { flags, io, isOnly, onPlan }: OneRun,
): Promise<number> {
  const { language } = options.settings;
  // A plan is what was asked for.
  const isQuiet = flags.quiet && !flags.dryRun;
  const level = isQuiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal';
  const progress = showProgress(io.stderr, { language, level });
  const fault = listenForFault(io);
  const allows = allowPrograms(io, { language, yes: flags.yes, makeRoom: () => progress.clear() });
  try {
    const signal = AbortSignal.any([io.signal, fault.signal]);
    const working = drain(workOn(path, { ...options, allows, signal }), (event) => {
      if (event.type === 'step-start' && event.step === 'context') growNursery();
      progress.show(event);
      if (event.type === 'plan-made') onPlan(event);
      if (flags.json) io.stdout.write(`${JSON.stringify(event)}\n`);
    });
    const result = await Promise.race([working, fault.thrown]);
    progress.end();
    if (flags.json) io.stdout.write(`${JSON.stringify(doneEvent(path, result))}\n`);
    const out = flags.json ? { write: () => true } : io.stdout;
    reportResult(result, { out, err: io.stderr }, { language, quiet: flags.quiet ?? false });
    return statusOf(result);
  } catch (error) {
    progress.end();
    return tell(error, {
      io,
      language,
      json: flags.json ?? false,
      about: isOnly ? undefined : path,
    });
  } finally {
    fault.stop?.();
  }
}

/** An exception that nobody caught: it ends the work under way, which may never end by itself. */
function listenForFault({ onFault }: CliIO): {
  readonly signal: AbortSignal;
  readonly thrown: Promise<never>;
  readonly stop: (() => void) | undefined;
} {
  const controller = new AbortController();
  const { signal } = controller;
  const thrown = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  thrown.catch(() => undefined);
  return { signal, thrown, stop: onFault?.((error) => controller.abort(error)) };
}

type Telling = {
  readonly io: CliIO;
  readonly language: InterfaceLanguage;
  readonly json: boolean;
  readonly about: string | undefined;
};

/** Whatever an interruption made fail on its way, the person only stopped it. */
function tell(error: unknown, telling: Telling): number {
  return report(telling.io.signal.aborted ? telling.io.signal.reason : error, telling);
}

function settingFlags(flags: WorkFlags): Parameters<typeof loadSettings>[1] {
  const { to, from, out, model, secondModel, baseUrl, window, speech, glossary } = flags;
  const { noteStyle, review, cues, restore, style, maxCost, concurrency, rpm, tpm } = flags;
  const { speechUrl, speakers, captions, cookies, cookiesFromBrowser, picture, simplified } = flags;
  const where = { speechUrl, speakers, captions, cookies, cookiesFromBrowser, picture, simplified };
  const { offline } = flags;
  // Without the flag, commander says true; the settings file may say otherwise.
  const verify = flags.verify === false ? false : undefined;
  const what = { to, from, out, model, secondModel, baseUrl, window, speech, glossary };
  return {
    ...what,
    ...where,
    offline,
    noteStyle,
    verify,
    review,
    cues,
    restore,
    style,
    maxCost,
    concurrency,
    rpm,
    tpm,
  };
}

function formatsOf(names: readonly string[] | undefined): FormatName[] | undefined {
  return names?.map((name) => {
    const known = FORMATS.find((format) => format === name.toLowerCase());
    if (known) return known;
    const problem = {
      en: `--format does not know "${name}"; it knows ${FORMATS.join(', ')}.`,
      zh: `--format 没有“${name}”，可用 ${FORMATS.join('、')}。`,
    };
    throw new AppError('USAGE', { problem });
  });
}

function worstOf(statuses: readonly number[]): number {
  return [130, 1, 2, 3].find((status) => statuses.includes(status)) ?? 0;
}
