import { FileAudio, KeyRound, Link } from 'lucide';

import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';

/** What this is, and what to try, where there is no talk yet. */
export function Empty() {
  const { talks } = useWords();
  return (
    <div class="empty">
      <h3>{talks.empty}</h3>
      <p>{talks.about}</p>
      <h4>{talks.tryTitle}</h4>
      <ul>
        <li>
          <Icon of={Link} />
          <span>{talks.tryLink}</span>
        </li>
        <li>
          <Icon of={FileAudio} />
          <span>{talks.tryFile}</span>
        </li>
        <li>
          <Icon of={KeyRound} />
          <a href="/settings#model">{talks.tryKey}</a>
        </li>
      </ul>
    </div>
  );
}
