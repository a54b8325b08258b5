import { FlaskConical } from 'lucide';
import { useState } from 'preact/hooks';

import type { ModelTrial } from '../../../src/server/contract-settings.ts';
import { roughly } from '../../format.ts';
import { ask, problemOf } from '../../server/ask.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';
import { announce } from '../live-region.tsx';
import { Trouble } from '../trouble.tsx';
import { Keys } from './keys.tsx';
import type { SettingsProps } from './use-save.ts';
import { ValueField } from './value-field.tsx';
import { ValueForm } from './value-form.tsx';

/** Which model is asked, with which key. */
export function ModelSettings({ settings, onChange }: SettingsProps) {
  const words = useWords();
  const { settings: own, wishes } = words;
  const trial = useTrial();
  const usual = settings.origins['model'] === 'default' ? settings.values.model : undefined;
  return (
    <section id="model" aria-labelledby="model-title">
      <h2 id="model-title">{own.model}</h2>
      <p class="about">{own.modelAbout}</p>
      <Keys settings={settings} onChange={onChange} />
      <ValueForm
        settings={settings}
        onChange={onChange}
        more={
          <button
            type="button"
            class="button"
            disabled={trial.isTrying}
            onClick={() => void trial.begin()}
          >
            <Icon of={FlaskConical} />
            {trial.isTrying ? own.trying : own.try}
          </button>
        }
      >
        <ValueField
          settings={settings}
          name="model"
          label={own.modelName}
          hint={wishes.modelHint}
          placeholder={usual ? own.usualIs(usual) : own.modelUsual}
        />
        <ValueField settings={settings} name="secondModel" label={own.secondModel} />
        <ValueField
          settings={settings}
          name="baseUrl"
          label={own.baseUrl}
          type="url"
          placeholder="https://"
        />
      </ValueForm>
      <TrialShown result={trial.result} />
    </section>
  );
}

function useTrial() {
  const words = useWords();
  const [isTrying, setIsTrying] = useState(false);
  const [result, setResult] = useState<ModelTrial>();
  const begin = async (): Promise<void> => {
    setIsTrying(true);
    setResult(undefined);
    const said = await askOnce();
    setResult(said);
    setIsTrying(false);
    const { problem, model = '', seconds } = said;
    announce(problem?.message ?? words.settings.works(model, roughly(seconds ?? 0)));
  };
  return { isTrying, result, begin };
}

async function askOnce(): Promise<ModelTrial> {
  try {
    return await ask<ModelTrial>('/api/settings/trial', { method: 'POST', body: {} });
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function TrialShown({ result }: { readonly result: ModelTrial | undefined }) {
  const { settings: words } = useWords();
  if (!result) return null;
  const { problem, model, host, seconds } = result;
  if (problem) return <Trouble of={problem} />;
  return (
    <p class="notice good">
      {words.works(model ?? '', seconds === undefined ? '' : roughly(seconds))}{' '}
      {host !== undefined && words.worksAt(host)}
    </p>
  );
}
