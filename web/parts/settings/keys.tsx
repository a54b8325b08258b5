import { useState } from 'preact/hooks';

import type { SettingsAnswer } from '../../../src/server/contract-settings.ts';
import { problemOf } from '../../server/ask.ts';
import { useWords } from '../../words/language.ts';
import type { Words } from '../../words/words.ts';
import { Trouble } from '../trouble.tsx';
import { type Saving, type SettingsProps, useSave } from './use-save.ts';

type Provider = SettingsAnswer['providers'][number];

function isSet({ key }: Provider): boolean {
  return key !== 'none';
}

/** The keys there are. They go in and never come out. */
export function Keys({ settings, onChange }: SettingsProps) {
  const { settings: words } = useWords();
  const { error, save } = useSave(onChange);
  const { providers, canChange } = settings;
  const rows = (shown: readonly Provider[]) => (
    <ul class="keys">
      {shown.map((provider) => (
        <KeyRow key={provider.name} provider={provider} canChange={canChange} save={save} />
      ))}
    </ul>
  );
  const known = providers.filter((each) => isSet(each));
  // Before any key is there, those are offered that want one.
  const first = known.length > 0 ? known : providers.filter(({ isLocal }) => !isLocal);
  const more = providers.filter((each) => !first.includes(each));
  return (
    <div>
      <h3>{words.keys}</h3>
      {error !== undefined && <Trouble of={problemOf(error)} />}
      {rows(first)}
      {more.length > 0 && (
        <details>
          <summary>{words.moreKeys(more.length)}</summary>
          {rows(more)}
        </details>
      )}
    </div>
  );
}

function KeyRow({
  provider,
  canChange,
  save,
}: {
  readonly provider: Provider;
  readonly canChange: boolean;
  readonly save: Saving['save'];
}) {
  const { settings: words } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const { name, title, key } = provider;
  const put = async (value: string | null, said: string): Promise<void> => {
    if (await save({ keys: { [name]: value } }, said)) setIsOpen(false);
  };
  return (
    <li>
      <div class="key">
        <span class="name">{title}</span>
        <span class="soft">{stateOf(provider, words)}</span>
        {canChange && key !== 'environment' && (
          <span class="row">
            <button
              type="button"
              class="button"
              aria-expanded={isOpen}
              aria-label={`${title}: ${key === 'none' ? words.keyEnter : words.keyReplace}`}
              onClick={() => setIsOpen(!isOpen)}
            >
              {key === 'none' ? words.keyEnter : words.keyReplace}
            </button>
            {key === 'file' && (
              <button
                type="button"
                class="button"
                aria-label={`${title}: ${words.keyRemove}`}
                onClick={() => void put(null, words.keyRemoved(title))}
              >
                {words.keyRemove}
              </button>
            )}
          </span>
        )}
      </div>
      {isOpen && <KeyForm title={title} onSave={(typed) => put(typed, words.keySaved(title))} />}
    </li>
  );
}

function stateOf({ key, isLocal }: Provider, words: Words['settings']): string {
  if (key === 'environment') return words.keyEnvironment;
  if (key === 'file') return words.keyFile;
  return isLocal ? words.keyLocal : words.keyNone;
}

function KeyForm({
  title,
  onSave,
}: {
  readonly title: string;
  readonly onSave: (key: string) => Promise<void>;
}) {
  const { settings: words } = useWords();
  const [typed, setTyped] = useState('');
  return (
    <form
      class="row key-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') void onSave(typed.trim());
      }}
    >
      <input
        type="password"
        aria-label={words.keyOf(title)}
        placeholder={words.keyOf(title)}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        ref={(input) => void (typed === '' && input?.focus())}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="button main" disabled={typed.trim() === ''}>
        {words.save}
      </button>
    </form>
  );
}
