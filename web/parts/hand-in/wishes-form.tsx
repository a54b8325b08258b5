import type { SettingsAnswer, SpeechModelInfo } from '../../../src/server/contract-settings.ts';
import type { Submission, Wishes } from '../../../src/server/contract.ts';
import { languageName } from '../../format.ts';
import { SPOKEN, TARGETS } from '../../languages.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useWords } from '../../words/language.ts';
import type { Words } from '../../words/words.ts';
import { Choice, Typed, YesNo } from './choice.tsx';

/** What is wished beside the talk itself. */
export type Wished = { readonly wishes: Wishes; readonly tags: string };

/** The tags as they are handed in. */
export function tagsIn(tags: string): NonNullable<Submission['tags']> {
  const each = tags
    .split(/[,，、]/)
    .map((tag) => tag.trim().slice(0, 60))
    .filter((tag) => tag !== '');
  return [...new Set(each)].slice(0, 20);
}

type FormProps = {
  readonly wished: Wished;
  readonly onChange: (wished: Wished) => void;
  /** What can be chosen is asked for once somebody looks. */
  readonly isOpen: boolean;
};

export function WishesForm({ wished, onChange, isOpen }: FormProps) {
  const { wishes: words } = useWords();
  const settings = useAnswer<SettingsAnswer>(isOpen ? '/api/settings' : undefined).answer;
  const models = useAnswer<SpeechModelInfo[]>(isOpen ? '/api/speech-models' : undefined).answer;
  const { wishes, tags } = wished;
  /** An empty field is no wish. */
  const wish = (change: Undefinable<Wishes>): void => {
    const all = Object.entries({ ...wishes, ...change });
    const given = all.filter(([, value]) => value !== undefined);
    onChange({ wishes: Object.fromEntries(given), tags });
  };
  const own = { wishes, wish, usual: (value: Usual) => usualText(value, words) };
  return (
    <div class="fields">
      <OfText {...own} values={settings?.values} styles={settings?.noteStyles} />
      <OfWork {...own} values={settings?.values} models={models} />
      <Typed
        label={words.tags}
        value={tags}
        onType={(typed) => onChange({ wishes, tags: typed ?? '' })}
      />
    </div>
  );
}

type Undefinable<Shape> = { readonly [Key in keyof Shape]?: Shape[Key] | undefined };
type Usual = string | number | null | undefined;
type PartProps = {
  readonly wishes: Wishes;
  readonly wish: (change: Undefinable<Wishes>) => void;
  readonly usual: (value: Usual) => string;
  readonly values: SettingsAnswer['values'] | undefined;
};

function usualText(value: Usual, words: Words['wishes']): string {
  return value === null || value === undefined || value === ''
    ? words.usual
    : words.usualIs(String(value));
}

/** What is made, and in which languages. */
function OfText({
  wishes,
  wish,
  usual,
  values,
  styles = ['brief', 'full'],
}: PartProps & { readonly styles: readonly string[] | undefined }) {
  const { wishes: words } = useWords();
  return (
    <>
      <Choice
        label={words.to}
        value={wishes.to}
        none={usual(values?.to && languageName(values.to))}
        options={TARGETS}
        name={languageName}
        onChoose={(to) => wish({ to })}
      />
      <Choice
        label={words.from}
        value={wishes.from}
        none={words.fromAuto}
        options={SPOKEN}
        name={languageName}
        onChoose={(from) => wish({ from })}
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
        options={styles}
        onChoose={(noteStyle) => wish({ noteStyle })}
      />
    </>
  );
}

/** Who does it, and for how much. */
function OfWork({
  wishes,
  wish,
  usual,
  values,
  models = [],
}: PartProps & { readonly models: readonly SpeechModelInfo[] | undefined }) {
  const { wishes: words } = useWords();
  return (
    <>
      <Choice
        label={words.speech}
        value={wishes.speech}
        none={usual(values?.speech)}
        options={models
          .filter(({ isHere, kind }) => isHere && kind === 'speech')
          .map(({ name }) => name)}
        onChoose={(speech) => wish({ speech })}
      />
      <Typed
        label={words.model}
        hint={words.modelHint}
        placeholder={usual(values?.model)}
        value={wishes.model}
        onType={(model) => wish({ model })}
      />
      <Typed
        label={words.maxCost}
        type="money"
        placeholder={usual(values?.maxCost)}
        value={wishes.maxCost}
        onType={(typed) => wish({ maxCost: typed === undefined ? undefined : Number(typed) })}
      />
    </>
  );
}
