import { join } from 'node:path';

import { type Memory, volatileMemory } from '../../base/memory.ts';
import { openLedger } from '../../llm/ledger.ts';
import { transcriptOf } from '../../pipeline/talk-of.ts';
import type { TalkRequest } from '../../pipeline/talk-request.ts';
import { readJournal } from '../../store/journal.ts';
import { INNER } from '../../store/layout.ts';
import { findFolder } from '../../store/talk-folder.ts';
import { planModels } from '../choosing/models.ts';
import { gatherTerms } from '../inputs/glossary.ts';
import type { Input } from '../inputs/read-input.ts';
import { restoreForPlan } from '../inputs/restore-input.ts';
import { stages, type WorkOptions } from '../settings/work-options.ts';
import { JOURNAL } from './folder/place.ts';
import { stageKeys } from './folder/stage-progress.ts';
import { makePlan, type PlanSubject } from './plan/plan.ts';
import { talkRequest } from './talk-request.ts';
import { summary, type WorkEvent, type WorkResult } from './work-result.ts';
import { announce } from './work-talk.ts';

/** What is known of an input before anything is done. */
type Known = Pick<Input, 'title' | 'sourceKey' | 'contentKey' | 'name'>;

/** Only plans the work on a transcript: nothing is asked, and nothing is written. */
export async function* rehearseTranscript(
  input: Input,
  { out, content, options }: Around,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { settings } = options;
  const place = await lookAtPlace(out, input, options);
  const { folder, memory } = place;
  const restored = await restoreForPlan(input, { options, memory });
  const request = await talkRequest(restored, { ...stages(options), settings, folder, memory });
  yield* announce(request);
  return yield* rehearse({ title: input.title, request }, { request, place, content, options });
}

/** The same for what has to be fetched or heard first. */
export async function* rehearseUnheard(
  known: Known,
  subject: Omit<PlanSubject, 'title' | 'request'>,
  { out, content, options }: Around,
): AsyncGenerator<WorkEvent, WorkResult> {
  const place = await lookAtPlace(out, known, options);
  const { to, from = 'und' } = options.settings;
  const nothing = { sentences: [], glossary: [], warnings: [], translation: false, note: false };
  const { title, name } = known;
  const request = { title, source: { name }, from, to, timed: true, ...nothing };
  return yield* rehearse({ title, ...subject }, { request, place, content, options });
}

type Around = {
  readonly out: string;
  /** Changes with what is to be worked on. */
  readonly content: string;
  readonly options: WorkOptions;
};

type Rehearsal = Omit<Around, 'out'> & { readonly request: TalkRequest; readonly place: Place };

type Place = { readonly folder: string; readonly memory: Memory };

async function* rehearse(
  subject: PlanSubject,
  { request, place, content, options }: Rehearsal,
): AsyncGenerator<WorkEvent, WorkResult> {
  const { settings } = options;
  const models = await planModels(options);
  const glossary = await gatherTerms(settings);
  const keys = stageKeys({ settings, ...models, content, glossary });
  const plan = await makePlan(subject, { options, models, keys, ...place });
  yield { type: 'plan-made', ...plan };
  const talk = transcriptOf(request);
  const { folder } = plan;
  return { ...summary(talk, openLedger()), status: 'planned', folder, files: [] };
}

/** The folder a talk would have, and what earlier runs remember there. */
async function lookAtPlace(
  out: string,
  known: Omit<Known, 'name'>,
  { force = false }: WorkOptions,
): Promise<Place> {
  const { path: folder, isThere } = await findFolder(out, known);
  const memory =
    isThere && !force ? await readJournal(join(folder, INNER, JOURNAL)) : volatileMemory();
  return { folder, memory };
}
