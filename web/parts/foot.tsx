import type { Language } from '../words/current-language.ts';
import { chooseLanguage, useLanguage, useWords } from '../words/language.ts';

const NAMES: readonly (readonly [Language, string, string])[] = [
  ['en', 'English', 'en'],
  ['zh', '中文', 'zh-Hans'],
];

export function Foot() {
  const words = useWords();
  const language = useLanguage();
  return (
    <footer class="foot">
      <p>{words.frame.local}</p>
      <div class="languages" role="group" aria-label={words.frame.language}>
        {NAMES.map(([each, name, tag]) => (
          <button
            key={each}
            type="button"
            lang={tag}
            aria-pressed={each === language}
            onClick={() => chooseLanguage(each)}
          >
            {name}
          </button>
        ))}
      </div>
    </footer>
  );
}
