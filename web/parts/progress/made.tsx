import { Download } from 'lucide';

import type { TalkFileInfo, TalkSummary } from '../../../src/server/contract.ts';
import { bytes } from '../../format.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';
import { useTitle } from '../title.ts';
import { Ended } from './ended.tsx';

/** The files of a talk that is made, for a server that has no reader to show. */
export function Made({
  talk,
  onChange,
}: {
  readonly talk: TalkSummary;
  readonly onChange: (talk: TalkSummary) => void;
}) {
  const { id, title, status, facts } = talk;
  const words = useWords();
  useTitle(title);
  const { answer: files } = useAnswer<TalkFileInfo[]>(`/api/talks/${id}/files`);
  return (
    <div class="page narrow">
      <h1>{title}</h1>
      <p class="soft">{words.status[status]}</p>
      {facts.topic !== undefined && <p lang={facts.target}>{facts.topic}</p>}
      {status === 'bare' && <Ended talk={talk} onChange={onChange} />}
      <h2>{words.progress.files}</h2>
      <ul class="plain-rows">
        {files?.map(({ name, size, href }) => (
          <li key={name}>
            <a href={href} download={name}>
              {name}
            </a>
            <span class="soft">{bytes(size)}</span>
          </li>
        ))}
      </ul>
      <a class="button" href={`/api/talks/${id}/archive`} download="">
        <Icon of={Download} />
        {words.progress.archive}
      </a>
    </div>
  );
}
