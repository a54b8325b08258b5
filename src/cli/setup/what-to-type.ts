import { BY_KEY } from '../../app/choosing/choose-model.ts';
import { expectedLanguages } from '../../app/setup/languages.ts';
import { type ModelChoice, modelChoices } from '../../app/setup/model-choices.ts';
import { type Need, needsOf } from '../../app/setup/needs.ts';
import { byteSize } from '../../base/byte-size.ts';
import { SOURCES } from '../../weights/model-source.ts';
import { table } from '../terminal/table.ts';
import { type Around, wordsFor } from './around.ts';
import { lineOfChoice } from './choice-lines.ts';
import { titleOf } from './typed-key.ts';

/** A command, and what it is for. */
type Row = readonly [command: string, about: string];

const SET = 'talkleaf settings set';

/** What to type for each choice of the setup on this machine, where nobody can be asked. Throws the signal's reason. */
export async function whatToType(
  around: Pick<Around, 'env' | 'loaded' | 'servers' | 'signal'>,
): Promise<string> {
  const { env, loaded, servers, signal } = around;
  const { typed } = wordsFor(around);
  const { from, to } = expectedLanguages(loaded, env);
  const settings = { ...loaded.values, from };
  const choices = await modelChoices({ env, settings, servers, signal });
  const [own] = choices.filter(({ kind }) => kind === 'own');
  const needs = await needsOf({ env, settings: { ...settings, ...own?.place }, signal });
  // The engine comes with any model that is fetched.
  const isAlone = needs.every(({ kind }) => kind !== 'language');
  const sections: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    [
      typed.languages,
      [
        [`${SET} to ${to}`, typed.wanted],
        [`${SET} from ${from}`, typed.spoken],
      ],
    ],
    [typed.model, modelRows(choices, around)],
    [
      typed.lacking,
      needs.filter(({ kind }) => kind !== 'engine' || isAlone).map((need) => needRow(need, around)),
    ],
    [typed.source, SOURCES.slice(1).map(({ base }): Row => [`${SET} modelsFrom ${base}`, ''])],
    [typed.all, [['talkleaf setup --yes', '']]],
  ];
  const parts = sections
    .filter(([, rows]) => rows.length > 0)
    .map(
      ([title, rows]) =>
        `${title}\n${table(rows.map(([command, about]) => [`  ${command}`, about]))}`,
    );
  return `${[typed.begin, ...parts].join('\n\n')}\n`;
}

function modelRows(choices: readonly ModelChoice[], around: Pick<Around, 'loaded'>): Row[] {
  const { typed } = wordsFor(around);
  const there = choices.map((choice): Row => {
    const { model = '', baseUrl } = choice.place;
    const name = model === '' ? `baseUrl ${baseUrl}` : `model ${model}`;
    return [`${SET} ${name}`, lineOfChoice(choice, around)];
  });
  const [{ provider, model }] = BY_KEY;
  const about = `${titleOf(provider, around)}, ${typed.key}`;
  const key: Row[] = [
    [`${SET} keys.${provider} -`, about],
    [`${SET} model ${provider}:${model}`, ''],
  ];
  return choices.some(({ kind }) => kind === 'key') ? there : [...there, ...key];
}

function needRow({ kind, name, bytes, command }: Need, around: Pick<Around, 'loaded'>): Row {
  const about = wordsFor(around).needs[kind](name);
  return [command, bytes > 0 ? `${about}, ${byteSize(bytes)}` : about];
}
