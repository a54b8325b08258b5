import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import type { SettingsAnswer, SettingsChange } from '../../../src/server/contract-settings.ts';
import { useWords } from '../../words/language.ts';
import { Field } from '../field.tsx';

export type Values = NonNullable<SettingsChange['values']>;

const TYPES = {
  text: { type: 'text' },
  url: { type: 'url' },
  number: { type: 'number', min: 0, step: 'any', inputmode: 'decimal' },
} as const;

type ValueProps = {
  readonly settings: SettingsAnswer;
  readonly name: keyof Values;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly type?: 'text' | 'url' | 'number' | undefined;
};

/** What is typed of one setting. One that comes from the environment is shown, and changed there. */
export function ValueField({
  settings,
  name,
  label,
  hint,
  placeholder,
  type = 'text',
}: ValueProps) {
  const { settings: words } = useWords();
  const isFixed = settings.origins[name] === 'environment';
  return (
    <Field label={label} hint={isFixed ? words.fromEnvironment : hint}>
      {(control) => (
        <input
          {...control}
          name={name}
          {...TYPES[type]}
          autocomplete="off"
          spellcheck={false}
          disabled={isFixed || !settings.canChange}
          placeholder={placeholder}
          defaultValue={shownOf(settings, name)}
        />
      )}
    </Field>
  );
}

/** What is chosen of one setting. */
export function ValueChoice({
  settings,
  name,
  label,
  none,
  children,
}: Omit<ValueProps, 'type' | 'placeholder' | 'hint'> & {
  /** What is done without a choice. */
  readonly none: string;
  readonly children: ComponentChildren;
}) {
  const { settings: words } = useWords();
  const isFixed = settings.origins[name] === 'environment';
  const shown = shownOf(settings, name);
  const [chosen, setChosen] = useState(shown);
  useEffect(() => setChosen(shown), [shown]);
  return (
    <Field label={label} hint={isFixed ? words.fromEnvironment : undefined}>
      {(control) => (
        <select
          {...control}
          name={name}
          disabled={isFixed || !settings.canChange}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <option value="">{none}</option>
          {children}
        </select>
      )}
    </Field>
  );
}

/** What comes by default is no choice of anybody. */
function shownOf({ values, origins }: SettingsAnswer, name: keyof Values): string {
  return origins[name] === 'default' ? '' : String(values[name] ?? '');
}

/** What is changed by a form: fields that were emptied go out of the file. */
export function changesIn(form: HTMLFormElement, { values, origins }: SettingsAnswer): Values {
  const before: Readonly<Record<string, string | number | null | undefined>> = values;
  const changes: Record<string, string | number | null> = {};
  for (const [name, value] of new FormData(form)) {
    const typed = typeof value === 'string' ? value.trim() : '';
    const was = origins[name] === 'default' ? '' : String(before[name] ?? '');
    if (typed === was) continue;
    changes[name] = typed === '' ? null : name === 'maxCost' ? Number(typed) : typed;
  }
  return changes;
}
