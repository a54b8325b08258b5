import { AppError } from '../../base/errors.ts';
import { VERSION } from '../../base/version.ts';
import type { Submission } from '../contract.ts';
import type { Library } from '../library/library.ts';
import { recordingOf } from '../library/recording.ts';
import { archive } from './archive.ts';
import { libraryEvents, talkEvents } from './events.ts';
import { inside, sendFile } from './files.ts';
import { type OpenApi, openApi } from './open-api.ts';
import { languageOf } from './refusal.ts';
import * as routes from './routes.ts';
import { addSettings, type SettingsApiOptions } from './settings-api.ts';

export type ApiOptions = {
  readonly library: Library;
  /** True where this machine alone is listened to: paths of its files are then the person's own. */
  readonly takesPaths: boolean;
  readonly settings: SettingsApiOptions;
};

/** A picture stays good for so long, in milliseconds: a day. */
const PICTURE_MS = 24 * 3600 * 1000;

/** Everything the page can do, over HTTP. Described at `/api/openapi.json`. */
export function api(options: ApiOptions): OpenApi {
  const app = openApi();
  addTalks(app, options);
  addFiles(app, options);
  addSettings(app, options.settings);
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Talkleaf', version: VERSION, description: 'Talks in; notes out.' },
  });
  return app;
}

function addTalks(app: OpenApi, { library, takesPaths }: ApiOptions): void {
  const allowed = (submission: Submission): Submission => {
    if ('path' in submission.input && !takesPaths) throw new AppError('PATHS_REFUSED');
    return submission;
  };
  app.openapi(routes.listTalks, async (c) => c.json(await library.list(languageOf(c)), 200));
  app.openapi(routes.submitTalk, async (c) => {
    const id = await library.submit(allowed(c.req.valid('json')));
    return c.json(await library.get(id, languageOf(c)), 202);
  });
  app.openapi(routes.planTalk, async (c) => {
    const submission = allowed(c.req.valid('json'));
    return c.json(await library.plan(submission, languageOf(c), c.req.raw.signal), 200);
  });
  app.openapi(routes.openList, async (c) => {
    const { link } = c.req.valid('json');
    return c.json({ links: await library.linksIn(link, c.req.raw.signal) }, 200);
  });
  app.openapi(routes.getTalk, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await library.get(id, languageOf(c)), 200);
  });
  app.openapi(routes.search, async (c) => {
    const { q, limit } = c.req.valid('query');
    return c.json(await library.search(q, limit ?? 50), 200);
  });
  app.openapi(
    routes.followTalk,
    async (c) => await talkEvents(c, library, c.req.valid('param').id),
  );
  app.openapi(routes.followTalks, (c) => libraryEvents(c, library));
  app.openapi(routes.patchTalk, async (c) => {
    const { id } = c.req.valid('param');
    await library.tag(id, c.req.valid('json').tags);
    return c.json(await library.get(id, languageOf(c)), 200);
  });
  app.openapi(routes.cancelTalk, async (c) => {
    const { id } = c.req.valid('param');
    await library.row(id);
    await library.jobs.cancel(id);
    return c.json(await library.get(id, languageOf(c)), 200);
  });
  app.openapi(routes.retryTalk, async (c) => {
    const { id } = c.req.valid('param');
    await library.again(id, { marked: c.req.valid('query').marked === 'true' });
    return c.json(await library.get(id, languageOf(c)), 202);
  });
  app.openapi(routes.listEdits, async (c) =>
    c.json(await library.edits(c.req.valid('param').id), 200),
  );
  app.openapi(routes.editTalk, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await library.edit(id, c.req.valid('json')), 200);
  });
  app.openapi(routes.removeTalk, async (c) => {
    await library.remove(c.req.valid('param').id);
    return c.body(null, 204);
  });
}

function addFiles(app: OpenApi, { library, takesPaths }: ApiOptions): void {
  app.openapi(routes.listFiles, async (c) =>
    c.json(await library.files(c.req.valid('param').id), 200),
  );
  app.openapi(routes.getFile, async (c) => {
    const { id, name } = c.req.valid('param');
    const path = inside(await library.folderOf(id), name);
    return await sendFile(c, path, { saveAs: name });
  });
  app.openapi(routes.getArchive, async (c) => await archive(c, library, c.req.valid('param').id));
  app.openapi(routes.getPicture, async (c) => {
    const { id } = c.req.valid('param');
    const picture = await library.picture(id, takesPaths);
    return await sendFile(c, picture, { maxAgeMs: PICTURE_MS });
  });
  app.openapi(routes.getMedia, async (c) =>
    sendFile(c, await recordingOf(library, c.req.valid('param').id, { takesPaths })),
  );
}
