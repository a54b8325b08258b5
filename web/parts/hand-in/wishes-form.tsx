import type { SettingsAnswer, SpeechModelInfo } from '../../../src/server/contract-settings.ts';
import type { Submission, Wishes } from '../../../src/server/contract.ts';
import { languageName } from '../../format.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useWords } from '../../words/language.ts';
import { Field } from '../field.tsx';

/** What is wished beside the talk itself. */
export type Wished = { readonly wishes: Wishes; readonly tags: string };

/** Languages offered; any other can be had in the settings or on the command line. */
const TARGETS = ['zh', 'zh-Hant', 'en', 'ja', 'ko', 'fr', 'de', 'es', 'pt', 'it', 'ru', 'ar'];
const SPOKEN = ['en', 'zh', 'yue', 'ja', 'ko', 'fr', 'de', 'es', 'pt', 'it', 'ru', 'ar'];

/** The tags as they are handed in. */
export function tagsIn(tags: string): NonNullable<Submission['tags']> {
  const each = tags
    .split(/[,，、]/)
    .map((tag) => tag.trim().slice(0, 60))
    .filter((tag) => tag !== '');
  return [...new Set(each)].slice(0, 20);
}

export function WishesForm({
  wished: { wishes, tags },
  onChange,
  isOpen,
}: {
  readonly wished: Wished;
  readonly onChange: (wished: Wished) => void;
  /** What can be chosen is asked for once somebody looks. */
  readonly isOpen: boolean;
}) {
  const { wishes: words } = useWords();
  const settings = useAnswer<SettingsAnswer>(isOpen ? '/api/settings' : undefined).answer;
  const models = useAnswer<SpeechModelInfo[]>(isOpen ? '/api/speech-models' : undefined).answer;
  /** An empty field is no wish. */
  const wish = (change: Partial<Wishes>): void => {
    const entries = Object.entries({ ...wishes, ...change }).filter(
      ([, value]) => value !== undefined,
    );
    onChange({ wishes: Object.fromEntries(entries), tags });
  };
  const text = (value: string): string | undefined =>
    value.trim() === '' ? undefined : value.trim();
  const usual = (value: string | number | null | undefined): string =>
    value === null || value === undefined ? words.usual : `${words.usual}: ${value}`;
  const { values } = settings ?? {};
  return (
    <div class="fields">
      <Choice
        label={words.to}
        value={wishes.to}
        none={usual(values?.to && languageName(values.to))}
        options={TARGETS}
        onChoose={(to) => wish({ to })}
        name={languageName}
      />
      <Choice
        label={words.from}
        value={wishes.from}
        none={words.fromAuto}
        options={SPOKEN}
        onChoose={(from) => wish({ from })}
        name={languageName}
      />
      <YesNo
        label={words.translation}
        value={wishes.translation}
        onChoose={(translation) => wish({ translation })}
      />
      <YesNo label={words.note} value={wishes.note} onChoose={(note) => wish({ note })} />
      <Choice
        label={words.noteStyle}
        value={wishes.noteStyle}
        none={usual(values?.noteStyle)}
        options={settings?.noteStyles ?? ['brief', 'full']}
        onChoose={(noteStyle) => wish({ noteStyle })}
      />
      <Choice
        label={words.speech}
        value={wishes.speech}
        none={usual(values?.speech)}
        options={(models ?? []).filter(({ isHere }) => isHere).map(({ name }) => name)}
        onChoose={(speech) => wish({ speech })}
      />
      <Field label={words.model} hint={words.modelHint}>
        {(control) => (
          <input
            {...control}
            type="text"
            autocomplete="off"
            spellcheck={false}
            placeholder={usual(values?.model)}
            value={wishes.model ?? ''}
            onChange={(event) => wish({ model: text(event.currentTarget.value) })}
          />
        )}
      </Field>
      <Field label={words.maxCost}>
        {(control) => (
          <input
            {...control}
            type="number"
            min="0"
            step="0.01"
            inputmode="decimal"
            placeholder={usual(values?.maxCost)}
            value={wishes.maxCost ?? ''}
            onChange={(event) => {
              const number = event.currentTarget.valueAsNumber;
              wish({ maxCost: Number.isNaN(number) ? undefined : number });
            }}
          />
        )}
      </Field>
      <Field label={words.tags}>
        {(control) => (
          <input
            {...control}
            type="text"
            autocomplete="off"
            value={tags}
            onChange={(event) => onChange({ wishes, tags: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string | undefined;
  /** What is done without a choice. */
  readonly none: string;
  readonly options: readonly string[];
  readonly name?: ((option: string) => string) | undefined;
  readonly onChoose: (value: string | undefined) => void;
};

function Choice({ label, value, none, options, name = String, onChoose }: ChoiceProps) {
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

function YesNo({
  label,
  value,
  onChoose,
}: {
  readonly label: string;
  readonly value: boolean | undefined;
  readonly onChoose: (value: boolean | undefined) => void;
}) {
  const { wishes: words } = useWords();
  const names: Readonly<Record<string, string>> = { yes: words.yes, no: words.no };
  return (
    <Choice
      label={label}
      value={value === undefined ? undefined : value ? 'yes' : 'no'}
      none={words.yes}
      options={['no']}
      name={(option) => names[option] ?? option}
      onChoose={(chosen) => onChoose(chosen === 'no' ? false : undefined)}
    />
  );
}
