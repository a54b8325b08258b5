import type { Section } from '../../../src/model/note.ts';
import { noticeText } from '../../talk/notice-text.ts';
import type { TalkProgress } from '../../talk/progress.ts';
import { useLanguage, useWords } from '../../words/language.ts';

/** The note as far as it is written, and what else there is to know. */
export function Outline({
  progress,
  isActive,
}: {
  readonly progress: TalkProgress;
  readonly isActive: boolean;
}) {
  const { progress: words } = useWords();
  const { plan, topic, terms, target, noted, sections } = progress;
  return (
    <aside class="side">
      {topic !== '' && (
        <div>
          <h2>{words.topic}</h2>
          <p lang={target}>{topic}</p>
          {terms > 0 && <p class="soft">{words.terms(terms)}</p>}
        </div>
      )}
      {plan?.note && (isActive || noted.length > 0) && (
        <div>
          <h2>
            {words.outline}
            {sections > 0 && <span class="soft"> {words.ofSections(noted.length, sections)}</span>}
          </h2>
          {noted.length === 0 && isActive && <p class="soft">{words.outlineSoon}</p>}
          <ol class="sections">
            {noted.map((section) => (
              <Noted key={section.from} section={section} target={target} />
            ))}
          </ol>
        </div>
      )}
      <Notices progress={progress} />
    </aside>
  );
}

function Noted({
  section,
  target,
}: {
  readonly section: Section;
  readonly target: string | undefined;
}) {
  const { progress: words } = useWords();
  const { title, from, points, skip } = section;
  return (
    <li>
      <a href={`#s${from}`} lang={target}>
        {title}
      </a>
      <span class="soft"> {skip ? words.skip : words.points(points.length)}</span>
    </li>
  );
}

/** The newest ones; the others tell nothing more. */
const MOST_NOTICES = 6;

function Notices({ progress: { notices } }: { readonly progress: TalkProgress }) {
  const { progress: words } = useWords();
  const language = useLanguage();
  if (notices.length === 0) return null;
  return (
    <div>
      <h2>{words.notices}</h2>
      <ul class="notices">
        {notices.slice(-MOST_NOTICES).map((notice, index) => (
          <li key={index}>{noticeText(notice, words, language)}</li>
        ))}
      </ul>
    </div>
  );
}
