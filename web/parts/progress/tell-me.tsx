import { Bell, BellRing } from 'lucide';
import { useEffect, useState } from 'preact/hooks';

import type { Ending } from '../../talk/events.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';

const canTell = 'Notification' in window && isSecureContext;

/** Offers a notice by the system when the work has ended; the browser is asked only when somebody wants one. */
export function TellMe({
  title,
  ended,
}: {
  readonly title: string;
  readonly ended: Ending | undefined;
}) {
  const { progress: words } = useWords();
  const [state, setState] = useState<'off' | 'on' | 'refused'>('off');
  useEffect(() => {
    if (state !== 'on' || ended === undefined || ended === 'cancelled') return;
    const body = ended === 'failed' ? words.toldFailed : words.toldDone;
    const notice = new Notification(title, { body });
    notice.addEventListener('click', () => window.focus());
  }, [ended]);
  if (!canTell) return null;
  const want = async (): Promise<void> => {
    const answer = await Notification.requestPermission();
    setState(answer === 'granted' ? 'on' : 'refused');
  };
  if (state === 'refused') return <span class="soft">{words.tellRefused}</span>;
  const isOn = state === 'on';
  return (
    <button
      type="button"
      class="button quiet"
      aria-pressed={isOn}
      aria-label={words.tell}
      title={words.tell}
      onClick={() => void (isOn ? setState('off') : want())}
    >
      <Icon of={isOn ? BellRing : Bell} />
      <span class="wide-only">{isOn ? words.telling : words.tell}</span>
    </button>
  );
}
