import type { Talk } from '../../model/talk.ts';
import { flat } from '../shown/flat-text.ts';
import { talkFacts } from '../shown/talk-facts.ts';

/** The YAML a note begins with. Texts are always quoted, so that no title can be read as anything else. */
export function frontMatter(talk: Talk): string {
  const facts = talkFacts(talk);
  const fields: readonly (readonly [name: string, value: string | number | undefined])[] = [
    ['title', facts.title],
    ['original_title', facts.originalTitle],
    ['topic', facts.topic],
    ['speakers', facts.speakers],
    ['source', facts.source],
    ['channel', facts.channel],
    ['date', facts.date],
    ['transcript', facts.transcript],
    ['language', talk.language],
    ['target', talk.target],
    ['duration', facts.duration],
    ['model', talk.model],
    ['cost', facts.cost],
    ['coverage', facts.coverage],
    ['longest_gap', facts.longestGap],
    ['sentences', facts.sentences],
    ['marked', facts.marked > 0 ? facts.marked : undefined],
    ['dropped_points', facts.dropped > 0 ? facts.dropped : undefined],
    ['verified', facts.verified],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${scalar(value)}`],
  );
  return ['---', ...lines, '---'].join('\n');
}

/** JSON strings are YAML 1.2 double-quoted scalars (https://yaml.org/spec/1.2.2/#732-double-quoted-style). */
function scalar(value: string | number): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(flat(value).trim());
}
