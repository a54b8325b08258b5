/** How subtitles are laid out: how long cues stand, how fast they are to be read, and where sentences are cut. */
import { readFileSync } from 'node:fs';
import process from 'node:process';

import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import type { Sentence } from '../../src/model/sentence.ts';
import { type Talk, TALK_SCHEMA } from '../../src/model/talk.ts';
import type { Term } from '../../src/model/term.ts';
import { prepare } from '../../src/pipeline/prepare.ts';
import { subtitlesOf } from '../../src/pipeline/subtitles.ts';
import { measureText } from '../../src/subtitles/lines/atoms.ts';
import { layOutSubtitles, type SubtitleCue } from '../../src/subtitles/lines/lines.ts';
import { LONGEST } from '../../src/subtitles/lines/times.ts';
import { piecesOf, wordCount } from '../../src/text/sentence-ends/units.ts';
import { readTranscript } from '../../src/transcripts/read.ts';
import { PARALLEL } from '../../test/support/parallel.ts';
import { median, type Row, tableOf } from './table.ts';

/** A break that reads no worse is at a clause: after a mark, before "and" and its like (`subtitles/lines/atoms.ts`). */
const CLAUSE = 0.35;
/** A break that reads no better is inside a word. */
const INSIDE = 0.9;

/** A sentence of a talk and a right translation of it. */
type Told = Pick<Sentence, 'start' | 'end' | 'text'> & { readonly translation: string };

/** How fast people speak on a stage, in words a second (`pipeline/prepare.ts`). */
const WORDS_A_SECOND = 150 / 60;

export function measureSubtitles(): Row[] {
  return [
    ...rowsOf('the sample talk', sample()),
    ...rowsOf('parallel text, English to Chinese', parallel('en', 'zh')),
    ...rowsOf('parallel text, Chinese to English', parallel('zh', 'en')),
  ];
}

function rowsOf(what: string, talk: Talk): Row[] {
  return [...rebuiltRows(what, talk), ...keptRows(what, withCues(talk))];
}

/** A talk that came in captions of a line, cut where people would cut them, unless its own cues are known. */
function withCues(talk: Talk): Talk {
  if (talk.cues) return talk;
  const captions = layOutSubtitles(talk.sentences, { lines: 1 });
  const cues = captions.map(({ start, end, lines }) => ({
    start,
    end,
    text: lines.map(({ text }) => text).join(' '),
  }));
  return { ...talk, cues };
}

function keptRows(what: string, talk: Talk): Row[] {
  const { source = [], target = [] } = subtitlesOf(talk);
  const texts = textsOf(target, 'target');
  const moved = target.filter(({ start, end }, index) => {
    const cue = talk.cues?.[index];
    return start !== (cue?.shown ?? cue)?.start || end !== (cue?.shown ?? cue)?.end;
  });
  const ends = inside(
    talk.translation?.map(({ text }) => text) ?? [],
    texts.map((text) => text.replace(/^…$/u, '')),
  ).filter((cost) => cost !== undefined);
  const empty = texts.filter((text) => text === '').length;
  const silent = texts.filter((text) => text === '…').length;
  return [
    [
      `${what}, kept: cues in; out; moved; empty; with nothing left to say`,
      [talk.cues?.length ?? 0, source.length, moved.length, empty, silent].join('; '),
      'as many; 0; 0',
    ],
    [
      `${what}, kept: cuts inside sentences of the translation; at a clause; inside a word`,
      [
        ends.length,
        percent(ends.filter((cost) => cost <= CLAUSE).length, ends.length),
        percent(ends.filter((cost) => cost >= INSIDE).length, ends.length),
      ].join('; '),
      '',
    ],
  ];
}

function percent(part: number, of: number): string {
  return `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
}

function rebuiltRows(what: string, kept: Talk): Row[] {
  const talk = { ...kept, cues: undefined };
  const cues = subtitlesOf(talk).both ?? [];
  const lengths = cues.map(({ start, end }) => end - start);
  const cuts = cutsIn(talk, cues);
  const shared = cuts.filter(({ costs }) => costs.every((cost) => cost <= CLAUSE)).length;
  return [
    [
      `${what}: sentences; cues; median length`,
      `${talk.sentences.length}; ${cues.length}; ${median(lengths).toFixed(1)} s`,
      '2 to 6 s',
    ],
    [
      `${what}: cues under 1 s; under 1.2 s; of 2 to 6 s; over 7 s`,
      [
        lengths.filter((length) => length < 1),
        lengths.filter((length) => length < 1.2),
        lengths.filter((length) => length >= 2 && length <= 6),
        lengths.filter((length) => length > LONGEST),
      ]
        .map((part) => percent(part.length, cues.length))
        .join('; '),
      '0 %',
    ],
    [
      `${what}: characters a second, source and target: median; nine in ten below`,
      `${speeds(cues, 'source')}; ${speeds(cues, 'target')}`,
      '17; 9',
    ],
    [
      `${what}: cuts inside sentences; at a clause in both languages`,
      `${cuts.length}; ${percent(shared, cuts.length)}`,
      '',
    ],
  ];
}

function speeds(cues: readonly SubtitleCue[], role: 'source' | 'target'): string {
  const found = cues.flatMap(({ start, end, lines }) => {
    const text = lines.filter((line) => line.role === role).map((line) => line.text);
    return text.length > 0 ? [text.join('').length / Math.max(0.1, end - start)] : [];
  });
  const sorted = found.toSorted((a, b) => a - b);
  return `${median(found).toFixed(1)}, ${(sorted[Math.floor(sorted.length * 0.9)] ?? 0).toFixed(1)}`;
}

type Cut = { readonly costs: readonly number[] };

/** Where a cue ends inside a sentence, and how well that reads in each language. */
function cutsIn({ sentences, translation = [] }: Talk, cues: readonly SubtitleCue[]): Cut[] {
  const sides = [
    inside(
      sentences.map(({ text, corrected = text }) => corrected),
      textsOf(cues, 'source'),
    ),
    inside(
      translation.map(({ text }) => text),
      textsOf(cues, 'target'),
    ),
  ];
  return cues.flatMap((_, index): Cut[] => {
    const costs = sides.map((side) => side[index]);
    return costs.every((cost) => cost === undefined)
      ? []
      : [{ costs: costs.map((cost) => cost ?? 0) }];
  });
}

/** How well each cue's end reads where it is inside a text; `undefined` where a text ends too. */
function inside(texts: readonly string[], cues: readonly string[]): (number | undefined)[] {
  const ends = new Map<number, number | undefined>();
  let seen = 0;
  for (const text of texts) {
    const { costs, places, text: whole } = measureText(text);
    costs.forEach((cost, atom) => {
      ends.set(seen + bare(whole.slice(0, places[atom + 1])).length, cost);
    });
    seen += bare(whole).length;
    ends.set(seen, undefined);
  }
  let at = 0;
  return cues.map((cue) => {
    at += bare(cue).length;
    return ends.has(at) ? ends.get(at) : 1;
  });
}

const bare = (text: string): string => text.replace(/\s+/gu, '');

function textsOf(cues: readonly SubtitleCue[], role: 'source' | 'target'): string[] {
  return cues.map(({ lines }) =>
    lines
      .filter((line) => line.role === role)
      .map((line) => line.text)
      .join(' '),
  );
}

function talkFrom(told: readonly Told[], terms: readonly Term[] = []): Talk {
  return {
    schema: TALK_SCHEMA,
    title: '',
    source: { name: '' },
    language: 'und',
    target: 'und',
    timed: true,
    duration: told.at(-1)?.end ?? 0,
    topic: '',
    speakers: [],
    terms,
    sentences: told.map(({ start, end, text }, index) => ({
      id: index + 1,
      start,
      end,
      text,
      paragraph: false,
    })),
    translation: told.map(({ translation: text }, index) => ({
      id: index + 1,
      text,
      status: text === '' ? 'silent' : 'ok',
    })),
    warnings: [],
  };
}

function parallel(from: 'en' | 'zh', to: 'en' | 'zh'): Talk {
  return talkFrom(spoken(PARALLEL.map((pair) => [pair[from], pair[to]])));
}

/** Sentences as they are spoken without a pause. */
function spoken(pairs: readonly (readonly [text: string, translation: string])[]): Told[] {
  let at = 0;
  return pairs.map(([text, translation]) => {
    const start = at;
    at += wordCount(piecesOf(text)) / WORDS_A_SECOND;
    return { start, end: at, text, translation };
  });
}

/** A transcript with what `translationOf` says for its sentences. */
function talkOf(
  path: string,
  translationOf: (text: string, id: number) => string | undefined,
  terms: readonly Term[] = [],
): Talk {
  const { sentences, cues } = prepare(readTranscript(readFileSync(path), { name: path }));
  const told = sentences.map(({ id, start, end, text }) => ({
    start,
    end,
    text,
    translation: translationOf(text, id) ?? '',
  }));
  return { ...talkFrom(told, terms), cues };
}

const Answers = z.object({
  context: z.object({
    terms: z.array(z.object({ src: z.string(), heard: z.array(z.string()), tgt: z.string() })),
  }),
  lines: z.record(z.string(), z.string()),
});

function sample(): Talk {
  const { context, lines } = Answers.parse(parseJson(readFileSync('sample/answers.json', 'utf8')));
  return talkOf(
    'sample/talk.srt',
    (_, id) => lines[id],
    context.terms.map(({ src, heard, tgt }) => ({ source: src, heard, target: tgt, by: 'model' })),
  );
}

/** A file of sentences, a tab and a translation on each line; with its transcript, at the times of that. */
function given(path: string, transcript: string | undefined): Talk {
  const known = new Map<string, string>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [source = '', target = ''] = line.split('\t');
    if (source !== '') known.set(source, target);
  }
  if (transcript === undefined) return talkFrom(spoken([...known]));
  return talkOf(transcript, (text) => known.get(text));
}

const [, script, pairs, ...rest] = process.argv;
if (script === import.meta.filename) {
  if (pairs === undefined) console.log(tableOf(measureSubtitles()));
  else {
    const [transcript, how] = rest;
    const talk = withCues(given(pairs, transcript));
    console.log(tableOf(rowsOf('the talk', talk)));
    const shown = subtitlesOf(how === 'keep' ? talk : { ...talk, cues: undefined });
    for (const cue of shown.both ?? []) {
      const [source, target] = (['source', 'target'] as const).map((role) => textsOf([cue], role));
      console.log([cue.start.toFixed(1), cue.end.toFixed(1), source, target].join('\t'));
    }
  }
}
