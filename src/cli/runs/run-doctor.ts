import { examine } from '../../app/doctor/doctor.ts';
import type { Finding, Subject } from '../../app/doctor/finding.ts';
import { lookAtSettings } from '../../app/doctor/settings.ts';
import { withOffline } from '../../app/settings/with-offline.ts';
import type { CliIO } from '../terminal/io.ts';
import { wrap } from '../terminal/wrap.ts';
import { DOCTOR_WORDS } from '../wording/doctor-words.ts';

const SIGNS = { ok: '✓', note: '-', bad: '✗' } as const;
/** Exit status when something is missing. */
const MISSING = 3;

/** Looks at what is here and what is missing, and tells each as it is found; with `json` one finding a line. */
export async function runDoctor(
  io: CliIO,
  { ask = false, json = false }: { readonly ask?: boolean; readonly json?: boolean },
): Promise<number> {
  const { settings, findings } = await lookAtSettings(io.env);
  const { language } = settings;
  const words = DOCTOR_WORDS[language];
  let subject: Subject | undefined;
  let bad = 0;
  const env = withOffline(io.env, settings);
  const around = { env, settings, asks: ask, signal: io.signal };
  for await (const finding of examine(around, findings)) {
    if (finding.state === 'bad') bad += 1;
    if (json) {
      const { about, todo, ...rest } = finding;
      const told = { ...rest, about: about[language], todo: todo?.[language] };
      io.stdout.write(`${JSON.stringify(told)}\n`);
      continue;
    }
    if (finding.subject !== subject) {
      const gap = subject === undefined ? '' : '\n';
      ({ subject } = finding);
      io.stdout.write(`${gap}${words.subjects[subject]}\n`);
    }
    io.stdout.write(`${rowOf(finding, language, io.stdout.columns).join('\n')}\n`);
  }
  if (!json) io.stdout.write(`\n${bad === 0 ? words.well : words.ill(bad)}\n`);
  return bad === 0 ? 0 : MISSING;
}

function rowOf(
  { name, state, about, todo }: Finding,
  language: 'en' | 'zh',
  columns = Infinity,
): string[] {
  const colon = language === 'zh' ? '：' : ': ';
  const head = `${SIGNS[state]} ${name}${colon}${about[language]}`;
  const lines = (text: string, indent: number): string[] =>
    (columns === Infinity ? [text] : wrap(text, columns - indent - 1)).map(
      (line, at) => ' '.repeat(at === 0 ? indent : indent + 2) + line,
    );
  return [...lines(head, 2), ...(todo ? lines(`→ ${todo[language]}`, 4) : [])];
}
