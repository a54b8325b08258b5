import { Download, Trash2 } from 'lucide';
import { useEffect, useState } from 'preact/hooks';

import type { SettingsAnswer, SpeechModelInfo } from '../../../src/server/contract-settings.ts';
import { bytes } from '../../format.ts';
import { ask, problemOf } from '../../server/ask.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useWords } from '../../words/language.ts';
import { Confirm } from '../confirm.tsx';
import { Icon } from '../icon.tsx';
import { Trouble } from '../trouble.tsx';
import type { SettingsProps } from './use-save.ts';
import { ValueChoice } from './value-field.tsx';
import { ValueForm } from './value-form.tsx';

/** While a model is fetched it is looked at this often, in milliseconds. */
const LOOK_EVERY_MS = 1000;

/** The models of this machine: those that write down recordings, and those that translate and take notes. */
export function LocalModels({
  settings,
  onChange,
}: {
  readonly settings: SettingsAnswer | undefined;
  readonly onChange: SettingsProps['onChange'];
}) {
  const { settings: words } = useWords();
  const { answer: models, problem, again } = useAnswer<SpeechModelInfo[]>('/api/speech-models');
  const isFetching = models?.some(({ received }) => received !== undefined) ?? false;
  useEffect(() => {
    if (!isFetching) return undefined;
    const timer = setInterval(again, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isFetching]);
  const languageModels = models?.filter(({ kind }) => kind === 'language');
  return (
    <>
      <section id="speech" aria-labelledby="speech-title">
        <h2 id="speech-title">{words.speech}</h2>
        <p class="about">{words.speechAbout}</p>
        {problem && <Trouble of={problem} />}
        {models && (
          <ModelList models={models.filter(({ kind }) => kind !== 'language')} onChange={again} />
        )}
        {settings && models && (
          <ValueForm settings={settings} onChange={onChange}>
            <SpeechChoice settings={settings} models={models} />
          </ValueForm>
        )}
      </section>
      {languageModels && (
        <section id="language-models" aria-labelledby="language-models-title">
          <h2 id="language-models-title">{words.languageModels}</h2>
          <p class="about">{words.languageModelsAbout}</p>
          <ModelList models={languageModels} onChange={again} />
        </section>
      )}
    </>
  );
}

/** First those that are here, on their way, or the ones to take; the others when somebody looks for them. */
function ModelList({
  models,
  onChange,
}: {
  readonly models: readonly SpeechModelInfo[];
  readonly onChange: () => void;
}) {
  const { settings: words } = useWords();
  const first = models.filter(
    ({ isHere, isRecommended, received, problem }) =>
      isHere || isRecommended || received !== undefined || problem !== undefined,
  );
  const more = models.filter((model) => !first.includes(model));
  const rows = (shown: readonly SpeechModelInfo[]) => (
    <ul class="models">
      {shown.map((model) => (
        <ModelItem key={model.name} model={model} onChange={onChange} />
      ))}
    </ul>
  );
  return (
    <>
      {first.length > 0 && rows(first)}
      {more.length > 0 && (
        <details>
          <summary>{words.moreModels(more.length)}</summary>
          {rows(more)}
        </details>
      )}
    </>
  );
}

function SpeechChoice({
  settings,
  models,
}: {
  readonly settings: SettingsAnswer;
  readonly models: readonly SpeechModelInfo[];
}) {
  const { settings: words } = useWords();
  const { speech } = settings.values;
  const here = models
    .filter(({ isHere, kind }) => isHere && kind === 'speech')
    .map(({ name }) => name);
  const names = speech && speech !== 'auto' && !here.includes(speech) ? [speech, ...here] : here;
  return (
    <ValueChoice settings={settings} name="speech" label={words.speechUse} none={words.speechAuto}>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </ValueChoice>
  );
}

type ModelProps = { readonly model: SpeechModelInfo; readonly onChange: () => void };

function ModelItem({ model, onChange }: ModelProps) {
  const { settings: words } = useWords();
  const [error, setError] = useState<unknown>();
  const { name, size, received, problem } = model;
  return (
    <li>
      <div class="model">
        <ModelText model={model} />
        <ModelAction
          model={model}
          onChange={() => {
            setError(undefined);
            onChange();
          }}
          onError={setError}
        />
      </div>
      {received !== undefined && (
        <div class="under-way">
          <progress value={received} max={size} aria-label={words.pullOf(name)} />
          <p class="meta">{words.pulling(bytes(received), bytes(size))}</p>
        </div>
      )}
      {problem && <Trouble of={problem} />}
      {error !== undefined && <Trouble of={problemOf(error)} />}
    </li>
  );
}

function ModelText({ model }: Pick<ModelProps, 'model'>) {
  const { settings: words } = useWords();
  const { name, size, languages, about, licence, isHere, isRecommended } = model;
  return (
    <div>
      <h3>
        {name}
        {isRecommended && <span class="tag good">{words.recommended}</span>}
        {isHere && <span class="tag">{words.here}</span>}
      </h3>
      <p>{about}</p>
      <p class="meta">
        <span>{languages}</span>
        <span>{bytes(size)}</span>
        <span>{words.licence(licence)}</span>
      </p>
    </div>
  );
}

/** Fetches a model, or removes it. */
function ModelAction({
  model: { name, size, isHere, received },
  onChange,
  onError,
}: ModelProps & { readonly onError: (error: unknown) => void }) {
  const { settings: words } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const path = `/api/speech-models/${encodeURIComponent(name)}`;
  const act = (doing: Promise<unknown>): void => void doing.then(onChange, onError);
  if (!isHere) {
    return received === undefined ? (
      <button
        type="button"
        class="button"
        aria-label={words.pullOf(name)}
        onClick={() => act(ask(`${path}/pull`, { method: 'POST' }))}
      >
        <Icon of={Download} />
        {words.pull}
      </button>
    ) : null;
  }
  return (
    <>
      <button
        type="button"
        class="button quiet"
        aria-label={words.dropOf(name)}
        title={words.drop}
        onClick={() => setIsAsking(true)}
      >
        <Icon of={Trash2} />
      </button>
      {isAsking && (
        <Confirm
          title={words.dropTitle}
          about={words.dropAbout(name, bytes(size))}
          action={words.drop}
          onYes={() => act(ask(path, { method: 'DELETE' }))}
          onEnd={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
