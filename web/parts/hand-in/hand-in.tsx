import { Play, ScanSearch, Upload } from 'lucide';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import type { Submission, TalkInput, TalkSummary } from '../../../src/server/contract.ts';
import { money } from '../../format.ts';
import { inputsIn } from '../../hand-in/given.ts';
import { useFiles } from '../../hand-in/use-files.ts';
import { type Planned, usePlans } from '../../hand-in/use-plans.ts';
import { ask, problemOf } from '../../server/ask.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';
import { announce } from '../live-region.tsx';
import { Trouble } from '../trouble.tsx';
import { FileList } from './file-list.tsx';
import { GivenField } from './given-field.tsx';
import { PlanCard } from './plan-card.tsx';
import { useDrop } from './use-drop.ts';
import { tagsIn, type Wished, WishesForm } from './wishes-form.tsx';

/** A typed link is looked at after a rest of this, in milliseconds; what was pasted or dropped is whole at once. */
const TYPING_REST_MS = 900;
const PASTED_REST_MS = 60;
const CHANGED_REST_MS = 300;

/** Takes talks in: first shows what they take, then starts them. */
export function HandIn({ onStart }: { readonly onStart: (talks: readonly TalkSummary[]) => void }) {
  const { given, wishes: words } = useWords();
  const form = useHandIn(onStart);
  const drop = useDrop(form.files.choose);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section class="hand-in" aria-labelledby="hand-in-title" data-over={drop.isOver}>
      <h1 id="hand-in-title">{given.title}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          form.look();
        }}
      >
        <GivenField
          value={form.typed}
          onType={form.type}
          onFiles={form.files.choose}
          onEnter={form.look}
          dropHint={drop.isOver ? given.drop : undefined}
        />
        <FileList files={form.files} />
        <div class="row">
          <button
            type="submit"
            class={form.plans.length === 0 ? 'button main' : 'button'}
            disabled={form.submissions.length === 0 || form.isLooking}
          >
            <Icon of={ScanSearch} />
            {form.isLooking ? given.looking : given.look}
          </button>
          <FileButton onFiles={form.files.choose} />
        </div>
        <details class="options" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary>{words.title}</summary>
          <WishesForm wished={form.wished} onChange={form.wish} isOpen={isOpen} />
        </details>
      </form>
      <PlansShown form={form} />
    </section>
  );
}

type Form = ReturnType<typeof useHandIn>;

function useHandIn(onStart: (talks: readonly TalkSummary[]) => void) {
  const { plan: words } = useWords();
  const files = useFiles();
  const { plans, isLooking, look, clear } = usePlans();
  const [typed, setTyped] = useState('');
  const [wished, setWished] = useState<Wished>({ wishes: {}, tags: '' });
  /** Whether a plan is wanted of what is there, and how long that has to rest before; in milliseconds. */
  const wanted = useRef({ isWanted: false, restMs: CHANGED_REST_MS });
  const inputs = [
    ...files.files.flatMap(({ input }) => (input ? [input] : [])),
    ...useMemo(() => inputsIn(typed), [typed]),
  ];
  const submissions = inputs.map((input) => submissionOf(input, wished));
  const arrived = files.files.filter(({ input }) => input).length;
  const lookNow = (): void => {
    wanted.current.isWanted = true;
    look(submissions);
  };
  // The plan is of what is handed in now: it goes as soon as that changes, and comes again when that rests.
  // At once: the next key may be the one that looks.
  useLayoutEffect(() => {
    clear();
    const { isWanted, restMs } = wanted.current;
    wanted.current.restMs = CHANGED_REST_MS;
    const isOfFiles = arrived > 0 && typed === '';
    if (inputs.length === 0 || !(isWanted || isOfFiles)) return undefined;
    const timer = setTimeout(lookNow, restMs);
    return () => clearTimeout(timer);
  }, [typed, arrived, wished]);
  useEffect(() => {
    if (plans.length > 0) announce(words.title);
  }, [plans]);
  return {
    files,
    plans,
    isLooking,
    typed,
    wished,
    submissions,
    wish: setWished,
    look: lookNow,
    type: (text: string, isPasted: boolean): void => {
      // A path or a text that is being typed is looked at when its writer says so.
      const isWanted = isPasted || inputsIn(text).every((input) => 'link' in input);
      wanted.current = { isWanted, restMs: isPasted ? PASTED_REST_MS : TYPING_REST_MS };
      setTyped(text);
    },
    /** What was started leaves the form; what could not be stays. */
    started: (talks: readonly TalkSummary[]): void => {
      setTyped('');
      files.clear();
      clear();
      onStart(talks);
    },
  };
}

function submissionOf(input: TalkInput, { wishes, tags }: Wished): Submission {
  const each = tagsIn(tags);
  return {
    input,
    ...(Object.keys(wishes).length > 0 && { wishes }),
    ...(each.length > 0 && { tags: each }),
  };
}

function FileButton({ onFiles }: { readonly onFiles: (files: Iterable<File>) => void }) {
  const { given } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        <Icon of={Upload} />
        {given.choose}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={given.choose}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file can then be chosen once more.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

function PlansShown({ form: { plans, isLooking, started } }: { readonly form: Form }) {
  const { plan: words } = useWords();
  if (plans.length === 0) return isLooking ? <PlanToCome /> : null;
  const open = plans.filter(({ plan }) => plan && !plan.lacksSpeech);
  return (
    <div class="plans" aria-busy={isLooking}>
      <h2>{words.title}</h2>
      {plans.map((planned, index) => (
        <PlanCard key={index} planned={planned} />
      ))}
      {open.length > 1 && <Total plans={open} />}
      {open.length > 0 && <StartButton plans={open} onStarted={started} />}
    </div>
  );
}

function PlanToCome() {
  const { given } = useWords();
  return (
    <p class="plans soft" role="status">
      {given.looking}
    </p>
  );
}

function Total({ plans }: { readonly plans: readonly Planned[] }) {
  const { plan: words } = useWords();
  const sum = (of: 'likely' | 'most'): number =>
    plans.reduce((total, { plan }) => total + (plan?.cost?.[of] ?? 0), 0);
  return sum('most') > 0 ? <p>{words.total(money(sum('likely')), money(sum('most')))}</p> : null;
}

/** What was pasted is called from the first what the plan found it is called. */
function named({ submission, plan }: Planned): Submission {
  const { input } = submission;
  if (!plan || !('text' in input) || input.name !== undefined) return submission;
  return { ...submission, input: { ...input, name: plan.title.slice(0, 200) } };
}

function StartButton({
  plans,
  onStarted,
}: {
  readonly plans: readonly Planned[];
  readonly onStarted: (talks: readonly TalkSummary[]) => void;
}) {
  const { plan: words } = useWords();
  const [isStarting, setIsStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  const start = async (): Promise<void> => {
    setIsStarting(true);
    setError(undefined);
    try {
      const talks: TalkSummary[] = [];
      for (const planned of plans) {
        const body = named(planned);
        talks.push(await ask<TalkSummary>('/api/talks', { method: 'POST', body }));
      }
      onStarted(talks);
    } catch (thrown) {
      setError(thrown);
      setIsStarting(false);
    }
  };
  const many = plans.length > 1 ? words.startMany(plans.length) : words.start;
  return (
    <>
      {error !== undefined && <Trouble of={problemOf(error)} />}
      <button
        type="button"
        class="button main start"
        disabled={isStarting}
        onClick={() => void start()}
      >
        <Icon of={Play} />
        {isStarting ? words.starting : many}
      </button>
    </>
  );
}
