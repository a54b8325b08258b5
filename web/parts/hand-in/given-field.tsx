import type { TargetedKeyboardEvent } from 'preact';

import { count } from '../../format.ts';
import { inputsIn } from '../../hand-in/given.ts';
import { useWords } from '../../words/language.ts';

/** One field for links, paths and text; it grows with what is in it. */
export function GivenField({
  value,
  onType,
  onFiles,
  onEnter,
  dropHint,
}: {
  readonly value: string;
  readonly onType: (text: string, isPasted: boolean) => void;
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onEnter: () => void;
  readonly dropHint: string | undefined;
}) {
  const { given } = useWords();
  const isLong = value.includes('\n');
  const press = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    // While a word is being composed, Enter ends the word.
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return;
    if (isLong && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <div class="given">
      <label for="given" class="unseen">
        {given.label}
      </label>
      <textarea
        id="given"
        rows={3}
        value={value}
        placeholder={given.placeholder}
        aria-describedby="given-hint"
        spellcheck={false}
        onKeyDown={press}
        onInput={(event) =>
          onType(event.currentTarget.value, event.inputType === 'insertFromPaste')
        }
        onPaste={(event) => {
          const { files, text } = pastedIn(event.clipboardData);
          if (files.length === 0 && text.length < LONG_PASTE) return;
          event.preventDefault();
          const { selectionStart, selectionEnd } = event.currentTarget;
          if (files.length > 0) onFiles(files);
          else onType(value.slice(0, selectionStart) + text + value.slice(selectionEnd), true);
        }}
      />
      {dropHint !== undefined && (
        <p class="drop-hint" aria-hidden="true">
          {dropHint}
        </p>
      )}
      <p class="hint" id="given-hint">
        <Hint value={value} />
      </p>
    </div>
  );
}

/** Browsers put a text in line by line, which takes them half a minute for a long talk; in characters. */
const LONG_PASTE = 20_000;

function pastedIn(data: DataTransfer | null): { files: readonly File[]; text: string } {
  return { files: [...(data?.files ?? [])], text: data?.getData('text/plain') ?? '' };
}

/** What the field is taken for, or what it takes. */
function Hint({ value }: { readonly value: string }) {
  const { given } = useWords();
  const [first, ...more] = inputsIn(value);
  if (!first) return <>{given.hint}</>;
  if ('text' in first) {
    const keys = value.includes('\n') ? given.hintText : given.hintKeys;
    return (
      <>
        <strong>{given.asText(count(value.length))}</strong> · {keys}
      </>
    );
  }
  return (
    <>
      <strong>{'link' in first ? given.asLink : given.asPath}</strong>
      {more.length > 0 && ` × ${more.length + 1}`} · {given.hintKeys}
    </>
  );
}
