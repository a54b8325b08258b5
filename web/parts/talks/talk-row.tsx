import { RotateCcw, Trash2, X } from 'lucide';
import { useState } from 'preact/hooks';

import type { TalkSummary } from '../../../src/server/contract.ts';
import { clock, day, languageName, money, percent } from '../../format.ts';
import { problemOf } from '../../server/ask.ts';
import {
  cancelTalk,
  isReadable,
  isUnderWay,
  removeTalk,
  retryTalk,
} from '../../server/talk-actions.ts';
import { useWords } from '../../words/language.ts';
import type { Words } from '../../words/words.ts';
import { Confirm } from '../confirm.tsx';
import { Icon } from '../icon.tsx';
import { Trouble } from '../trouble.tsx';
import { Tags } from './tags.tsx';

type RowProps = {
  readonly talk: TalkSummary;
  readonly onChange: (talk: TalkSummary) => void;
  readonly onGone: (id: string) => void;
};

/** One talk of the list. */
export function TalkRow({ talk, onChange, onGone }: RowProps) {
  const words = useWords();
  const [error, setError] = useState<unknown>();
  const { id, title, status, problem, facts } = talk;
  /** What can be read is shown by the server itself. */
  const whole = isReadable(talk) ? { 'data-whole': '' } : {};
  return (
    <li class="talk" data-status={status}>
      {facts.hasPicture === true && (
        <img class="picture" src={`/api/talks/${id}/picture`} alt="" loading="lazy" />
      )}
      <div class="talk-text">
        <h3>
          <a href={`/talks/${id}`} {...whole}>
            {title}
          </a>
        </h3>
        <p class="meta">
          <span class="status">{words.status[status]}</span>
          {factsOf(talk, words).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          <Tags talk={talk} onChange={onChange} onError={setError} />
        </p>
        <UnderWay talk={talk} />
        {problem && status === 'failed' && <Trouble of={problem} />}
        {error !== undefined && <Trouble of={problemOf(error)} />}
      </div>
      <RowActions talk={talk} onChange={onChange} onGone={onGone} onError={setError} />
    </li>
  );
}

function factsOf({ facts, created }: TalkSummary, { talks }: Words): string[] {
  const { duration, language, target, hasTranslation, cost, marked } = facts;
  const languages = [language, hasTranslation === true ? target : undefined].filter(
    (tag) => tag !== undefined,
  );
  return [
    ...(duration ? [clock(duration)] : []),
    ...(languages.length > 0 ? [languages.map((tag) => languageName(tag)).join(' → ')] : []),
    ...(marked ? [talks.marked(marked)] : []),
    ...(cost ? [money(cost)] : []),
    day(created),
  ];
}

function UnderWay({ talk }: { readonly talk: TalkSummary }) {
  const words = useWords();
  const { progress, title } = talk;
  if (!isUnderWay(talk)) return null;
  const share = progress?.share ?? 0;
  const step = progress?.steps.findLast((name) => name in words.steps);
  return (
    <div class="under-way">
      <progress
        aria-label={words.talks.progressOf(title)}
        {...(talk.status === 'running' ? { value: share } : { value: 0 })}
      />
      <p class="meta">
        {talk.status === 'running' && <span class="share">{percent(share)}</span>}
        <span>{talk.status === 'queued' ? words.progress.waiting : stepName(step, words)}</span>
        {progress?.cost ? <span>{money(progress.cost)}</span> : null}
      </p>
    </div>
  );
}

function stepName(step: string | undefined, { steps, progress }: Words): string {
  const names: Readonly<Record<string, string>> = steps;
  return (step === undefined ? undefined : names[step]) ?? progress.starting;
}

function RowActions({
  talk,
  onChange,
  onGone,
  onError,
}: RowProps & { readonly onError: (error: unknown) => void }) {
  const { talks: words } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const { id, title, status } = talk;
  const act = (doing: Promise<TalkSummary>): void => {
    onError(undefined);
    doing.then(onChange, onError);
  };
  const canRetry =
    status === 'failed' || status === 'cancelled' || status === 'marked' || status === 'bare';
  return (
    <div class="row-actions">
      {isUnderWay(talk) && (
        <IconButton
          of={X}
          label={words.cancelOf(title)}
          title={words.cancel}
          onClick={() => act(cancelTalk(id))}
        />
      )}
      {canRetry && (
        <IconButton
          of={RotateCcw}
          label={words.retryOf(title)}
          title={status === 'marked' ? words.retryMarked : words.retry}
          onClick={() => act(retryTalk(talk))}
        />
      )}
      {!isUnderWay(talk) && (
        <IconButton
          of={Trash2}
          label={words.removeOf(title)}
          title={words.remove}
          onClick={() => setIsAsking(true)}
        />
      )}
      {isAsking && (
        <Confirm
          title={words.removeTitle}
          about={words.removeAbout(title)}
          action={words.remove}
          onYes={() => void removeTalk(id).then(() => onGone(id), onError)}
          onEnd={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}

function IconButton({
  of,
  label,
  title,
  onClick,
}: {
  readonly of: typeof X;
  readonly label: string;
  readonly title: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" class="button quiet" aria-label={label} title={title} onClick={onClick}>
      <Icon of={of} />
    </button>
  );
}
