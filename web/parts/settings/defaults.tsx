import { languageName } from '../../format.ts';
import { TARGETS } from '../../languages.ts';
import { useWords } from '../../words/language.ts';
import type { SettingsProps } from './use-save.ts';
import { ValueChoice, ValueField } from './value-field.tsx';
import { ValueForm } from './value-form.tsx';

/** What is made of a talk where nobody says otherwise. */
export function Defaults({ settings, onChange }: SettingsProps) {
  const { settings: words } = useWords();
  const { values, origins, noteStyles } = settings;
  const isUsual = (name: 'to' | 'noteStyle'): boolean => origins[name] === 'default';
  const to = isUsual('to') && values.to ? words.usualIs(languageName(values.to)) : words.usual;
  const usualStyle =
    isUsual('noteStyle') && values.noteStyle ? words.usualIs(values.noteStyle) : words.usual;
  const styles: Readonly<Record<string, string>> = words.noteStyles;
  // A language that is not offered stays what it is.
  const targets = [...new Set([...(values.to ? [values.to] : []), ...TARGETS])];
  return (
    <section aria-labelledby="defaults-title">
      <h2 id="defaults-title">{words.defaults}</h2>
      <ValueForm settings={settings} onChange={onChange}>
        <ValueChoice settings={settings} name="to" label={words.to} none={to}>
          {targets.map((tag) => (
            <option key={tag} value={tag}>
              {languageName(tag)}
            </option>
          ))}
        </ValueChoice>
        <ValueChoice settings={settings} name="noteStyle" label={words.noteStyle} none={usualStyle}>
          {noteStyles.map((style) => (
            <option key={style} value={style}>
              {styles[style] ?? style}
            </option>
          ))}
        </ValueChoice>
        <ValueField settings={settings} name="style" label={words.style} hint={words.styleHint} />
        <ValueField
          settings={settings}
          name="maxCost"
          label={words.maxCost}
          type="number"
          placeholder={words.maxCostNone}
        />
        <ValueChoice
          settings={settings}
          name="language"
          label={words.interface}
          none={words.interfaceAuto}
        >
          <option value="en">English</option>
          <option value="zh">中文</option>
        </ValueChoice>
      </ValueForm>
    </section>
  );
}
