import { Check, Info, TriangleAlert } from 'lucide';

import type { FindingInfo } from '../../../src/server/contract-settings.ts';
import { groupBy } from '../../group.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';
import { Trouble } from '../trouble.tsx';

const ICONS = { ok: Check, note: Info, bad: TriangleAlert };

/** What was looked at on this machine, and what to do about it. */
export function Findings() {
  const { settings: words } = useWords();
  const subjects: Readonly<Record<string, string>> = words.subjects;
  const { answer: findings, problem, isLoading, again } = useAnswer<FindingInfo[]>('/api/doctor');
  return (
    <section aria-labelledby="findings-title">
      <h2 id="findings-title">{words.findings}</h2>
      <p class="about">{words.findingsAbout}</p>
      {problem && <Trouble of={problem} />}
      {findings &&
        groupBy(findings, ({ subject }) => subject).map(([subject, own]) => (
          <div key={subject}>
            <h3>{subjects[subject] ?? subject}</h3>
            <ul class="findings">
              {own.map((finding) => (
                <Finding key={`${finding.name}${finding.about}`} finding={finding} />
              ))}
            </ul>
          </div>
        ))}
      <button type="button" class="button" disabled={isLoading} onClick={again}>
        {isLoading ? words.looking : words.look}
      </button>
    </section>
  );
}

function Finding({ finding: { name, state, about, todo } }: { readonly finding: FindingInfo }) {
  const { settings: words } = useWords();
  return (
    <li data-state={state}>
      <Icon of={ICONS[state]} />
      <div>
        <p>
          <strong>{name}</strong> <span class="unseen">{words.states[state]}: </span>
          {about}
        </p>
        {todo !== undefined && <p class="hint">{todo}</p>}
      </div>
    </li>
  );
}
