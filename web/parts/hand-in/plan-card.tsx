import type { PlanAnswer, Problem } from '../../../src/server/contract.ts';
import { about, clock, count, languageName, money, roughly } from '../../format.ts';
import type { Planned } from '../../hand-in/use-plans.ts';
import { useWords } from '../../words/language.ts';
import type { Words } from '../../words/words.ts';
import { Trouble } from '../trouble.tsx';

/** What will be done for one talk and what it takes, before anything is spent. */
export function PlanCard({ planned: { plan, problem } }: { readonly planned: Planned }) {
  const { plan: words } = useWords();
  if (!plan) return problem ? <Trouble of={problem} /> : null;
  const { lacksModel, lacksSpeech, lacksProgram } = plan;
  return (
    <div class="plan">
      <h3>{plan.title}</h3>
      {lacksModel && <Trouble of={modelTrouble(lacksModel, words)} />}
      {lacksSpeech && <Trouble of={speechTrouble(lacksSpeech, words)} />}
      {lacksProgram && <Trouble of={lacksProgram} />}
      <dl class="facts">
        {factsOf(plan, words).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {remark(plan, words) && <p class="hint">{remark(plan, words)}</p>}
    </div>
  );
}

const NO_WORK: Pick<PlanAnswer, 'requests' | 'tokens' | 'seconds'> = {};

/** What it means that there is no model; the hints of the command are of no use here. */
function modelTrouble({ code, message, hint }: Problem, words: Words['plan']): Problem {
  const isUnset = code === 'MODEL_NONE' || code === 'MODEL_NONE_NOW';
  const more = isUnset ? words.noModelHint : `${message} ${hint}`;
  return { code, message: words.noModel, hint: more };
}

function speechTrouble({ code, message, hint }: Problem, words: Words['plan']): Problem {
  return { code, message, hint: code.startsWith('SPEECH_MODEL') ? words.noSpeechHint : hint };
}

function factsOf(plan: PlanAnswer, words: Words['plan']): readonly (readonly [string, string])[] {
  const { duration, language, speech, model } = plan;
  // What a model would take is no matter where there is none.
  const { requests, tokens, seconds } = plan.lacksModel ? NO_WORK : plan;
  const facts: readonly (readonly [string, string | undefined | false])[] = [
    [words.makes, makes(plan, words)],
    [words.language, language !== undefined && languageName(language)],
    [words.duration, duration !== undefined && duration > 0 && clock(duration)],
    [words.speech, speech],
    [words.model, !plan.lacksModel && model],
    [
      words.work,
      requests !== undefined &&
        tokens !== undefined &&
        words.requests(count(requests), about(tokens)),
    ],
    [words.time, seconds !== undefined && words.about(roughly(seconds))],
    [words.cost, costIn(plan, words)],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function makes(
  { translation, note, target, lacksModel }: PlanAnswer,
  words: Words['plan'],
): string {
  const isAsked = !lacksModel;
  return [
    words.transcript,
    ...(isAsked && translation ? [words.translation(languageName(target))] : []),
    ...(isAsked && note ? [words.note] : []),
  ].join(words.and);
}

function costIn(
  { cost, requests, lacksModel, isFinished }: PlanAnswer,
  words: Words['plan'],
): string | undefined {
  if (lacksModel || isFinished) return words.free;
  if (requests === undefined) return undefined;
  if (!cost) return words.unknownCost;
  return cost.most === 0 ? words.free : words.likely(money(cost.likely), money(cost.most));
}

function remark(plan: PlanAnswer, words: Words['plan']): string | undefined {
  if (plan.isFinished) return words.finished;
  if (plan.isGuess) return words.guess;
  return plan.requests === undefined && !plan.lacksModel && plan.duration === undefined
    ? words.unknown
    : undefined;
}
