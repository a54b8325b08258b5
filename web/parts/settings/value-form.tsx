import type { ComponentChildren } from 'preact';

import { problemOf } from '../../server/ask.ts';
import { useWords } from '../../words/language.ts';
import { Trouble } from '../trouble.tsx';
import { type SettingsProps, useSave } from './use-save.ts';
import { changesIn } from './value-field.tsx';

/** Fields that are saved together. */
export function ValueForm({
  settings,
  onChange,
  children,
  more,
}: SettingsProps & {
  readonly children: ComponentChildren;
  /** What stands beside the button. */
  readonly more?: ComponentChildren;
}) {
  const { settings: words } = useWords();
  const { state, error, save } = useSave(onChange);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save({ values: changesIn(event.currentTarget, settings) });
      }}
    >
      <div class="fields">{children}</div>
      {error !== undefined && <Trouble of={problemOf(error)} />}
      <div class="row">
        <button
          type="submit"
          class="button main"
          disabled={!settings.canChange || state === 'saving'}
        >
          {state === 'saving' ? words.saving : words.save}
        </button>
        {more}
        {state === 'saved' && <span class="soft">{words.saved}</span>}
      </div>
    </form>
  );
}
