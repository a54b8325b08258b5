import { Component, type RefObject } from 'preact';

import { clock } from '../../format.ts';
import type { Row, TalkProgress } from '../../talk/progress.ts';
import { useWords } from '../../words/language.ts';

/** The talk as far as it is heard, read and translated. */
export function LiveText({
  list,
  progress: { rows, language, target, plan, duration, lines },
  isActive,
}: {
  readonly list: RefObject<HTMLOListElement | null>;
  readonly progress: TalkProgress;
  readonly isActive: boolean;
}) {
  const { progress: words } = useWords();
  const isTranslated = plan?.translation === true || lines.size > 0;
  return (
    <section class="live-text" aria-labelledby="live-text-title">
      <h2 id="live-text-title">{words.text}</h2>
      {rows.length === 0 && (
        <p class="soft">
          {isActive ? (plan?.hearing ? words.textHeard : words.textSoon) : words.noText}
        </p>
      )}
      <ol class="sentences" ref={list}>
        {rows.map((row, index) => (
          <Sentence
            key={row.id ?? -1 - index}
            row={row}
            isTimed={duration > 0}
            isTranslated={
              isTranslated && row.id !== undefined && (isActive || row.line !== undefined)
            }
            language={language}
            target={target}
          />
        ))}
      </ol>
    </section>
  );
}

type SentenceProps = {
  readonly row: Row;
  readonly isTimed: boolean;
  readonly isTranslated: boolean;
  readonly language: string | undefined;
  readonly target: string | undefined;
};

/** Drawn anew only when something of it has changed: there may be thousands. */
class Sentence extends Component<SentenceProps> {
  override shouldComponentUpdate(next: SentenceProps): boolean {
    const { row, isTimed, isTranslated, language, target } = this.props;
    return (
      next.row !== row ||
      next.isTimed !== isTimed ||
      next.isTranslated !== isTranslated ||
      next.language !== language ||
      next.target !== target
    );
  }

  override render() {
    const { row, isTimed, isTranslated, language, target } = this.props;
    const { id, start, text, speaker, line } = row;
    return (
      <li id={id === undefined ? undefined : `s${id}`} class={isTranslated ? 'pair' : undefined}>
        {isTimed && <span class="time">{clock(start)}</span>}
        <div>
          <p class="src" lang={language}>
            {speaker !== undefined && <span class="speaker">{speaker}: </span>}
            {text}
          </p>
          {isTranslated && (
            <p class="tr" lang={target} data-open={line === undefined}>
              {line?.text}
            </p>
          )}
        </div>
      </li>
    );
  }
}
