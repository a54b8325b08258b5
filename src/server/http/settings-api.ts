import PQueue from 'p-queue';

import type { Environment } from '../../app/settings/settings-file.ts';
import { AppError } from '../../base/errors.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { findingsOn } from '../settings/findings.ts';
import { ModelTrials } from '../settings/model-trials.ts';
import { settingsAnswer } from '../settings/settings-answer.ts';
import type { SpeechModels } from '../settings/speech-models.ts';
import type { OpenApi } from './open-api.ts';
import { languageOf } from './refusal.ts';
import * as routes from './settings-routes.ts';

export type SettingsApiOptions = {
  readonly env: Environment;
  /** Absolute path of the folder that holds the talks. */
  readonly folder: string;
  /** True where this machine alone is listened to: who else has the token is not to send keys to a server of their own. */
  readonly canChange: boolean;
  readonly speechModels: SpeechModels;
};

/** Settings, models and the machine, over HTTP. */
export function addSettings(app: OpenApi, options: SettingsApiOptions): void {
  addValues(app, options);
  addTrials(app, options);
  addSpeechModels(app, options);
  addDoctor(app, options);
}

function addValues(app: OpenApi, { env, canChange }: SettingsApiOptions): void {
  // Two that write the same file at once would lose what the other wrote.
  const writing = new PQueue({ concurrency: 1 });
  app.openapi(routes.getSettings, async (c) =>
    c.json(await settingsAnswer(env, { language: languageOf(c), canChange }), 200),
  );
  app.openapi(routes.changeSettings, async (c) => {
    if (!canChange) throw new AppError('SETTINGS_LOCKED');
    const change = c.req.valid('json');
    await writing.add(async () => await changeSettings(env, change));
    return c.json(await settingsAnswer(env, { language: languageOf(c), canChange }), 200);
  });
}

function addTrials(app: OpenApi, { env }: SettingsApiOptions): void {
  const trials = new ModelTrials({ env });
  app.openapi(routes.tryModel, async (c) => {
    const { model } = c.req.valid('json');
    const asking = { model, language: languageOf(c), signal: c.req.raw.signal };
    return c.json(await trials.ask(asking), 200);
  });
}

function addSpeechModels(app: OpenApi, { speechModels }: SettingsApiOptions): void {
  app.openapi(routes.listSpeechModels, async (c) =>
    c.json(await speechModels.list(languageOf(c)), 200),
  );
  app.openapi(routes.pullSpeechModel, async (c) => {
    const { name } = c.req.valid('param');
    return c.json(await speechModels.pull(name, languageOf(c)), 202);
  });
  app.openapi(routes.removeSpeechModel, async (c) => {
    await speechModels.remove(c.req.valid('param').name);
    return c.body(null, 204);
  });
}

function addDoctor(app: OpenApi, { env, folder }: SettingsApiOptions): void {
  app.openapi(routes.examineMachine, async (c) => {
    const asks = c.req.valid('query').ask === '1';
    const around = { language: languageOf(c), asks, folder, signal: c.req.raw.signal };
    return c.json(await findingsOn(env, around), 200);
  });
}
