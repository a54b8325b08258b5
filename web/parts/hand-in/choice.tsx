import { useWords } from '../../words/language.ts';
import { Field } from '../field.tsx';

export type ChoiceProps = {
  readonly label: string;
  readonly value: string | undefined;
  /** What is done without a choice. */
  readonly none: string;
  readonly options: readonly string[];
  readonly name?: ((option: string) => string) | undefined;
  readonly onChoose: (value: string | undefined) => void;
};

export function Choice({ label, value, none, options, name = String, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          value={value ?? ''}
          onChange={({ currentTarget: { value: chosen } }) =>
            onChoose(chosen === '' ? undefined : chosen)
          }
        >
          <option value="">{none}</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {name(option)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What is made unless somebody says no. */
export function YesNo({
  label,
  value,
  onChoose,
}: {
  readonly label: string;
  readonly value: boolean | undefined;
  readonly onChoose: (value: boolean | undefined) => void;
}) {
  const { wishes: words } = useWords();
  return (
    <Choice
      label={label}
      value={value === false ? 'no' : undefined}
      none={words.yes}
      options={['no']}
      name={() => words.no}
      onChoose={(chosen) => onChoose(chosen === 'no' ? false : undefined)}
    />
  );
}

/** What is typed, and taken once the field is left. */
export function Typed({
  label,
  hint,
  placeholder,
  value,
  type = 'text',
  onType,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly value: string | number | undefined;
  readonly type?: keyof typeof TYPES | undefined;
  readonly onType: (value: string | undefined) => void;
}) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          {...TYPES[type]}
          autocomplete="off"
          spellcheck={false}
          placeholder={placeholder}
          value={value ?? ''}
          onChange={({ currentTarget: { value: typed } }) => onType(typed.trim() || undefined)}
        />
      )}
    </Field>
  );
}

const TYPES = {
  text: { type: 'text' },
  money: { type: 'number', min: 0, step: 'any', inputmode: 'decimal' },
} as const;
