/** What a good model would answer about a long talk: the simulated provider of the measurements says it. */
import type { Asked } from '../../src/testing.ts';
import { estimateTokens } from '../../src/text/tokens.ts';
import type { Pair } from './long-talk.ts';
import { writtenMarks } from './written-marks.ts';

/**
 * Length of the answer to the context pass of an hour or more, and at most to a section's points, in tokens: what
 * `pipeline/estimate.ts` reckons with. A shorter talk has fewer terms.
 */
const CONTEXT_TOKENS = 900;
const CONTEXT_TOKENS_A_LINE = 2;
const CONTEXT_FRAME = 100;
const TERM_TOKENS = 25;
const POINTS_TOKENS = 500;

/** Answers translation by the line's text, the note from the lines it is asked about. */
export function goodAnswers(pairs: readonly Pair[]): (asked: Asked) => string | undefined {
  const byText = new Map(pairs.map((pair) => [pair.en, pair.zh]));
  const zh = (text: string): string => byText.get(text) ?? '（无）';
  const marks = writtenMarks(pairs.map((pair) => pair.en).join(' '));
  return (asked) => {
    switch (asked.task) {
      case 'context':
        return contextAnswer(pairs, asked.lines.length);
      case 'outline':
        return outlineAnswer(asked, zh);
      case 'points':
        return asked.user.includes('did not pass a check')
          ? correctionAnswer(asked.user, zh)
          : pointsAnswer(asked, zh);
      case 'verify':
        return verifyAnswer(asked.user);
      case 'review':
        return JSON.stringify({ faults: [] });
      case 'restore':
        return marks(asked.user);
      case 'translate':
        return asked.lines.map((line) => `${line.id}|${zh(line.text)}`).join('\n');
      default:
        return undefined;
    }
  };
}

function contextAnswer(pairs: readonly Pair[], lines: number): string {
  const tokens = Math.min(CONTEXT_TOKENS, CONTEXT_FRAME + CONTEXT_TOKENS_A_LINE * lines);
  // Names the right translation keeps wherever they are said, so that no check doubts them.
  const names = new Set(
    pairs
      .flatMap(({ zh }) => zh.match(/[A-Z][A-Za-z]{2,}/g) ?? [])
      .filter((name) => pairs.every(({ en, zh }) => !said(name, en) || zh.includes(name))),
  );
  const terms: object[] = [];
  for (const name of names) {
    if (terms.length === 30 || terms.length * TERM_TOKENS > tokens - CONTEXT_FRAME) break;
    terms.push({ src: name, heard: [], tgt: '=', ids: [1, 2] });
  }
  let topic = 'A lecture made for measuring';
  const answer = (): string => JSON.stringify({ topic, register: 'lecture', speakers: [], terms });
  while (estimateTokens(answer(), 'o200k') < tokens) topic += ', and then some more of it';
  return answer();
}

function said(name: string, text: string): boolean {
  return new RegExp(`\\b${name}\\b`, 'i').test(text);
}

function outlineAnswer({ lines, user }: Asked, zh: (text: string) => string): string {
  // As many as the request asks for, which goes by the length of the talk.
  const [, least = 2, most = 4] = /into (\d+) to (\d+) consecutive sections/.exec(user) ?? [];
  const count = Math.round((Number(least) + Number(most)) / 2);
  const size = Math.ceil(lines.length / count);
  const sections = Array.from({ length: count }, (_, index) => {
    const part = lines.slice(index * size, (index + 1) * size);
    const title = `第 ${index + 1} 部分讲了什么`.replace(
      / \d+ /,
      ['一', '二', '三'][index % 3] ?? '四',
    );
    return { title, from: part[0]?.id ?? 1, to: part.at(-1)?.id ?? 1, skip: false };
  }).filter((section) => section.from <= section.to);
  const tldr = [0.1, 0.4, 0.7, 0.9].flatMap((share) => {
    const line = lines[Math.floor(share * lines.length)];
    return line ? [{ t: zh(line.text), c: [line.id] }] : [];
  });
  return JSON.stringify({ title: '一场用来测量的讲座', sections, tldr });
}

function pointsAnswer({ lines, user }: Asked, zh: (text: string) => string): string {
  const points: object[] = [];
  // As many as the request asks for, which goes by the length of the section.
  const [, least = 7, most = 9] = /Write (\d+) to (\d+) points/.exec(user) ?? [];
  const step = Math.max(1, (2 * lines.length) / (Number(least) + Number(most)));
  for (let at = 0; at < lines.length; at += step) {
    const line = lines[Math.floor(at)];
    if (line) points.push({ t: briefly(zh(line.text)), c: [line.id], part: 0, sub: [] });
    if (estimateTokens(JSON.stringify(points), 'o200k') > POINTS_TOKENS) break;
  }
  return JSON.stringify({ parts: [], points, quotes: [lines[0]?.id ?? 1] });
}

/** Each point as the first of its lines says it. */
function correctionAnswer(user: string, zh: (text: string) => string): string {
  const points = user.split(/^(?=Point \d+: )/m).flatMap((block) => {
    const [, n] = /^Point (\d+): /.exec(block) ?? [];
    const [, id, text = ''] = /^\s*(\d+)\|(.*)$/m.exec(block) ?? [];
    if (n === undefined || id === undefined) return [];
    return [{ n: Number(n), t: briefly(zh(text.trim())), c: [Number(id)], drop: false }];
  });
  return JSON.stringify({ points });
}

/** Whatever this model notes is a line's translation, and so is said there. */
function verifyAnswer(user: string): string {
  const numbers = [...user.matchAll(/^(\d+) \[[^\]]*\] /gm)].map(([, n]) => Number(n));
  return JSON.stringify({ faults: [], ok: numbers });
}

/** Points are asked for in about thirty characters: what a line says first. */
function briefly(text: string): string {
  const clauses = text.split(/(?<=[，；：])/u);
  let brief = clauses[0] ?? '';
  for (const clause of clauses.slice(1)) {
    if (brief.length + clause.length > 30) break;
    brief += clause;
  }
  return brief.replace(/[，；：。]$/u, '');
}
