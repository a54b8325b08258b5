import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import PQueue from 'p-queue';

import { talkOfFolder } from '../../app/inputs/talk-of-folder.ts';
import { pictureOf } from '../../app/talks/picture.ts';
import type { Plan } from '../../app/talks/plan/plan.ts';
import type { WorkEvent } from '../../app/talks/work-result.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { Jobs } from '../../jobs/jobs.ts';
import { newId, type TalkRow } from '../../jobs/talks.ts';
import { editsIn } from '../../leaf/talk-json.ts';
import { addressIn, isWebAddress } from '../../sources/web-address.ts';
import { diskFailure } from '../../store/disk-errors.ts';
import { ensureFolder } from '../../store/ensure-folder.ts';
import { INNER } from '../../store/layout.ts';
import {
  type EditAnswer,
  type EditRequest,
  type PlanAnswer,
  type SearchHit,
  type Submission,
  type TalkEdit,
  type TalkFileInfo,
  TalkInput,
  type TalkSummary,
} from '../contract.ts';
import { inputPath, keepText, nameOf } from './handed-in.ts';
import { pictureSource } from './picture.ts';
import { type Places, placesOf } from './places.ts';
import { planAnswer } from './plan.ts';
import { priceOf } from './price.ts';
import { scan, takeOver } from './scan.ts';
import { summaryOf } from './summary.ts';
import { type Bench, KeptWishes, talkWork, theWork, workOptions } from './talk-work.ts';

export type LibraryOptions = Omit<Bench, 'places'> & {
  /** Absolute path of the folder that holds the talks. */
  readonly folder: string;
  /** `postgres://…`. @default embedded */
  readonly database?: string | undefined;
  /** Talks worked on at once, as a count. */
  readonly slots: number;
  readonly report: (error: unknown) => void;
};

/** The folders are looked at again after this, in milliseconds, when somebody asks for the list. */
const SCAN_AFTER_MS = 3000;
/** And waited for so long, in milliseconds. */
const LOOK_MS = 500;

/** Plans made at once, as a count, and how long one may take, in milliseconds: a link is looked at for that. */
const PLANS_AT_ONCE = 2;
const PLAN_MS = 120_000;
/** Talks that may wait, as a count. */
const MOST_WAITING = 500;

/** A folder of talks, and the work on them. */
export class Library {
  readonly places: Places;
  readonly jobs: Jobs<WorkEvent>;
  readonly #bench: Bench;
  readonly #report: (error: unknown) => void;
  readonly #pictures = new PQueue({ concurrency: 1 });
  readonly #plans = new PQueue({ concurrency: PLANS_AT_ONCE });
  #scanned = 0;
  #scanning: Promise<void> | undefined;

  private constructor(bench: Bench, jobs: Jobs<WorkEvent>, report: (error: unknown) => void) {
    this.places = bench.places;
    this.jobs = jobs;
    this.#bench = bench;
    this.#report = report;
  }

  /** Opens a library, making it where there is none, and begins to work. Throws `LIBRARY_BUSY`, `DATABASE_FAILED`, `FOLDER_UNWRITABLE`. */
  static async open({
    folder,
    database,
    slots,
    report,
    ...tools
  }: LibraryOptions): Promise<Library> {
    const places = placesOf(folder);
    try {
      await ensureFolder(places.inner);
    } catch (error) {
      throw diskFailure(error, places.library);
    }
    const bench = { ...tools, places };
    const work = talkWork(bench);
    const at = { folder: places.inner, url: database };
    return new Library(bench, await Jobs.open({ ...at, work, slots, report }), report);
  }

  /** Takes a talk in; gives its ID. Throws `SOURCE_ADDRESS`, `QUEUE_FULL`. */
  async submit({ input, wishes = {}, tags = [] }: Submission): Promise<string> {
    checkLink(input);
    const waiting = await this.jobs.talks.count('queued');
    if (waiting >= MOST_WAITING) throw new AppError('QUEUE_FULL', { count: waiting });
    const id = newId();
    if ('text' in input) await keepText(this.places, id, input);
    // What was pasted is in a file: the database need not have it twice.
    const kept = 'text' in input ? { text: '…', name: input.name } : input;
    return await this.jobs.add({
      id,
      input: kept,
      wishes,
      tags,
      title: nameOf(this.places, input),
    });
  }

  /** Plans what a submission would take; nothing is asked or kept. */
  async plan(
    { input, wishes = {} }: Submission,
    language: InterfaceLanguage,
    signal: AbortSignal,
  ): Promise<PlanAnswer> {
    checkLink(input);
    const within = AbortSignal.any([signal, AbortSignal.timeout(PLAN_MS)]);
    const planning = async (): Promise<PlanAnswer> =>
      await this.#planNow({ input, wishes }, language, within);
    return await this.#plans.add(planning, { signal: within });
  }

  async #planNow(
    { input, wishes = {} }: Submission,
    language: InterfaceLanguage,
    signal: AbortSignal,
  ): Promise<PlanAnswer> {
    const id = newId();
    try {
      if ('text' in input) await keepText(this.places, id, input);
      const options = await workOptions(this.#bench, wishes, signal);
      const { workOn } = await theWork();
      const working = workOn(inputPath(this.places, id, input), { ...options, dryRun: true });
      let plan: Plan | undefined;
      for await (const event of working) if (event.type === 'plan-made') plan = event;
      if (plan === undefined) throw new Error('the rehearsal made no plan');
      return planAnswer(plan, language);
    } finally {
      await rm(join(this.places.handedIn, id), { recursive: true, force: true });
    }
  }

  /** The talks a link leads to, as links; of what cannot be opened now the link itself. Throws `SOURCE_ADDRESS`. */
  async linksIn(link: string, signal: AbortSignal): Promise<string[]> {
    checkLink({ link });
    const within = AbortSignal.any([signal, AbortSignal.timeout(PLAN_MS)]);
    const { settings, env, fence } = await workOptions(this.#bench, {}, within);
    const { expandLists } = await import('../../app/inputs/expand-lists.ts');
    const options = { settings, env, fence, signal: within };
    return await expandLists([addressIn(link) ?? link], options);
  }

  /** All talks, the newest first. */
  async list(language: InterfaceLanguage): Promise<TalkSummary[]> {
    await this.#look();
    const rows = await this.jobs.talks.list();
    return rows.map((row) => summaryOf(this.places, row, language));
  }

  /** Throws `TALK_UNKNOWN`. */
  async get(id: string, language: InterfaceLanguage): Promise<TalkSummary> {
    return summaryOf(this.places, await this.row(id), language);
  }

  async row(id: string): Promise<TalkRow> {
    const row = await this.jobs.talks.get(id);
    if (!row) throw new AppError('TALK_UNKNOWN', { id });
    return row;
  }

  /** Gives a talk other tags. Throws `TALK_UNKNOWN`. */
  async tag(id: string, tags: readonly string[]): Promise<void> {
    await this.row(id);
    await this.jobs.talks.change(id, { tags: [...new Set(tags)] });
  }

  /** Absolute path of a picture of a talk. Throws `TALK_UNKNOWN`, `TALK_NOT_MADE`, `FILE_MISSING`. */
  async picture(id: string, takesPaths: boolean): Promise<string> {
    const folder = await this.folderOf(id);
    const source = await pictureSource(this, this.#bench, { id, takesPaths });
    const path = await this.#pictures.add(async () => await pictureOf(folder, source));
    if (path === undefined) throw new AppError('FILE_MISSING', { path: folder });
    return path;
  }

  /** Works on a talk again, with the same wishes; with `marked`, what is doubtful in it is asked for once more. Throws `TALK_UNKNOWN`, `TALK_BUSY`, `FOLDER_IS_TALK`. */
  async again(id: string, { marked = false } = {}): Promise<void> {
    const { title, input, folder, wishes } = await this.row(id);
    const isKnown = TalkInput.safeParse(input).success;
    // A folder that was made elsewhere says what it was made from.
    const found =
      isKnown || folder === undefined
        ? {}
        : {
            input: inputFor(
              await talkOfFolder(join(this.places.library, folder), this.places.library),
            ),
          };
    const kept = KeptWishes.safeParse(wishes).data ?? {};
    const change = { ...found, wishes: { ...kept, retriesMarked: marked } };
    if (!(await this.jobs.again(id, change))) throw new AppError('TALK_BUSY', { title });
  }

  /** What was put right in a talk. Throws `TALK_UNKNOWN`, `TALK_NOT_MADE`. */
  async edits(id: string): Promise<TalkEdit[]> {
    const folder = await this.folderOf(id);
    return editsIn(await readFile(join(folder, 'talk.json'), 'utf8').catch(() => ''));
  }

  /** Puts something right in a talk; every file of it follows. Throws as `editTalk` does, `TALK_UNKNOWN`, `TALK_BUSY`. */
  async edit(id: string, edit: EditRequest): Promise<EditAnswer> {
    const talk = await this.row(id);
    const { folder, title, status } = talk;
    if (folder === undefined) throw new AppError('TALK_NOT_MADE', { title });
    if (status === 'queued' || status === 'running') throw new AppError('TALK_BUSY', { title });
    const { editTalk } = await import('../../app/talks/edit-talk.ts');
    const path = join(this.places.library, folder);
    if (!(await isThere(join(path, 'talk.json')))) throw new AppError('TALK_NOT_MADE', { title });
    // A folder that was copied here may have come without what is hidden in it.
    await mkdir(join(path, INNER), { recursive: true });
    const { talk: edited, touched } = await editTalk(path, edit);
    await takeOver({ places: this.places, jobs: this.jobs }, { folder, talk });
    const cost = await priceOf(this.#bench, { row: talk, talk: edited, touched });
    return { edits: [...(edited.edits ?? [])], touched: [...touched], cost };
  }

  /** Moves a talk's folder to where things can be had back from, and forgets the talk. Throws `TALK_UNKNOWN`. */
  async remove(id: string): Promise<void> {
    await this.row(id);
    await this.jobs.cancel(id);
    // What is still written would be written into a new folder of that name.
    await this.jobs.ended(id);
    const { folder, input } = await this.row(id);
    const { library, handedIn, trash } = this.places;
    const given = TalkInput.safeParse(input).data;
    const ours = given && 'upload' in given ? given.upload : id;
    const to = join(trash, `${folder ?? id}-${Date.now()}`);
    await mkdir(trash, { recursive: true });
    if (folder !== undefined) await rename(join(library, folder), to).catch(() => undefined);
    await rename(join(handedIn, ours), `${to}-handed-in`).catch(() => undefined);
    await this.jobs.talks.remove(id);
  }

  /** Searches all that was said, translated and noted. */
  async search(query: string, limit: number): Promise<SearchHit[]> {
    await this.#look();
    const found = await this.jobs.passages.find(query, limit);
    return found.map(({ talk: id, title, ...hit }) => ({ talk: { id, title }, ...hit }));
  }

  /** Absolute path of a talk's folder. Throws `TALK_UNKNOWN`, `TALK_NOT_MADE`. */
  async folderOf(id: string): Promise<string> {
    const { folder, title } = await this.row(id);
    if (folder === undefined) throw new AppError('TALK_NOT_MADE', { title });
    return join(this.places.library, folder);
  }

  /** The files of a talk that are meant to be read. */
  async files(id: string): Promise<TalkFileInfo[]> {
    const folder = await this.folderOf(id);
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile() && entry.name !== INNER);
    return await Promise.all(
      files
        .map(({ name }) => name)
        .toSorted()
        .map(async (name) => ({
          name,
          size: (await stat(join(folder, name))).size,
          href: `/api/talks/${id}/files/${encodeURIComponent(name)}`,
        })),
    );
  }

  async close(): Promise<void> {
    await this.#scanning?.catch(() => undefined);
    await this.jobs.close();
  }

  /** Looks at the folders, unless that was just done. */
  async #look(): Promise<void> {
    if (this.#scanning === undefined && Date.now() - this.#scanned > SCAN_AFTER_MS) {
      this.#scanning = scan(this.places, this.jobs)
        .catch(this.#report)
        .finally(() => {
          this.#scanned = Date.now();
          this.#scanning = undefined;
        });
    }
    // A library that was made elsewhere takes long to be read; what is found is told as it is found.
    await Promise.race([this.#scanning, setTimeout(LOOK_MS)]);
  }
}

/** A link is a link: as a path it would be a file of this machine. */
function checkLink(input: TalkInput): void {
  if ('link' in input && addressIn(input.link) === undefined) {
    throw new AppError('SOURCE_ADDRESS', { url: input.link.slice(0, 200) });
  }
}

function inputFor(given: string): TalkInput {
  return isWebAddress(given) ? { link: given } : { path: given };
}
