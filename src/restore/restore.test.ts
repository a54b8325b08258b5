import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { bareCaptions, endScore, endsOf } from '../../test/support/bare-captions.ts';
import {
  oneWordInTwenty,
  scriptedPunctuator,
  type Spoil,
} from '../../test/support/scripted-punctuator.ts';
import { drain } from '../base/async.ts';
import { volatileMemory } from '../base/memory.ts';
import type { Cue, Transcript } from '../model/transcript.ts';
import { toSentences } from '../text/sentences/sentences.ts';
import type { Punctuator } from './punctuator.ts';
import { recallRestored, restore } from './restore.ts';

const TALK = readFileSync('sample/talk.txt', 'utf8');
const LONG = Array.from({ length: 4 }, () => TALK).join('\n');
/** Letters of the words alone: what no answer may change. */
const said = (cues: readonly Cue[]): string =>
  cues
    .map((cue) => cue.text)
    .join(' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const talkOf = (cues: readonly Cue[]): Transcript => ({ cues, timed: true, warnings: [] });

async function restored(cues: readonly Cue[], punctuator: Punctuator) {
  return await drain(restore(talkOf(cues), { punctuator, memory: volatileMemory() }));
}

describe('restore', () => {
  it('puts marks and capitals in, in stretches that overlap, and finds all sentences', async () => {
    const { cues, ends } = bareCaptions(LONG, { pauses: false });
    const punctuator = scriptedPunctuator(LONG);
    const { transcript, bare, unasked, unmarked } = await restored(cues, punctuator);
    const sentences = toSentences(transcript.cues).map((sentence) => sentence.text);
    expect(endScore(endsOf(sentences), ends)).toBe(1);
    expect(sentences[0]).toMatch(/^Hello everyone, my name is Mira, and I maintain Tidemark,/);
    expect(said(transcript.cues)).toBe(said(cues));
    expect([bare, unasked, unmarked]).toEqual([1252, 0, 0]);
    expect(punctuator.asked).toHaveLength(10);
  });

  it('leaves a talk that has its marks alone', async () => {
    const cues = [{ start: 0, end: 60, text: TALK.replaceAll('\n', ' ') }];
    const punctuator = scriptedPunctuator(TALK);
    const { transcript, bare } = await restored(cues, punctuator);
    expect(transcript.cues).toBe(cues);
    expect(bare).toBe(0);
    expect(punctuator.asked).toEqual([]);
  });

  it('takes no changed word, asks again in smaller pieces, and loses hardly an end by that', async () => {
    const { cues, ends } = bareCaptions(LONG, { pauses: false });
    const { transcript, unmarked } = await restored(
      cues,
      scriptedPunctuator(LONG, oneWordInTwenty),
    );
    expect(said(transcript.cues)).toBe(said(cues));
    expect(unmarked).toBeLessThan(13);
    const found = endsOf(toSentences(transcript.cues).map((sentence) => sentence.text));
    expect(endScore(found, ends)).toBeGreaterThan(0.97);
  });

  it.each<[string, Spoil]>([
    ['nothing', () => undefined],
    ['something else', () => 'I am sorry, but I cannot help with that. Is there anything else?'],
    [
      'a summary',
      (text) =>
        text
          .split(' ')
          .filter((_, index) => index % 5 === 0)
          .join(' '),
    ],
    ['the words in another order', (text) => text.split(' ').toReversed().join(' ')],
  ])('keeps the words, and stops asking, when the answer is %s', async (_, answer) => {
    const { cues } = bareCaptions(`${LONG} ${LONG}`, { pauses: false });
    const punctuator = scriptedPunctuator(`${LONG} ${LONG}`, answer);
    const { transcript, unasked, unmarked } = await restored(cues, punctuator);
    expect(said(transcript.cues)).toBe(said(cues));
    expect(unasked + unmarked).toBeGreaterThan(2400);
    expect(punctuator.asked.length).toBeLessThan(40);
  });

  it('takes what it can of half an answer and asks for the rest', async () => {
    const { cues, ends } = bareCaptions(TALK, { pauses: false });
    const { transcript } = await restored(cues, scriptedPunctuator(TALK, half));
    const found = endsOf(toSentences(transcript.cues).map((sentence) => sentence.text));
    expect(endScore(found, ends)).toBe(1);
  });

  it('ignores remarks, fences and quotes around an answer, and capitals everywhere', async () => {
    const { cues } = bareCaptions(TALK, { pauses: false });
    const { transcript } = await restored(cues, scriptedPunctuator(TALK, around));
    expect(transcript.cues[0]?.text).toBe('hello everyone, my name is mira, and i');
  });

  it('is fixed once it was made: another model is not asked and changes nothing', async () => {
    const { cues } = bareCaptions(LONG, { pauses: false });
    const memory = volatileMemory();
    const first = await drain(
      restore(talkOf(cues), { punctuator: scriptedPunctuator(LONG), memory }),
    );
    const other = scriptedPunctuator(LONG, (text) => text.replaceAll('.', ''));
    const second = await drain(restore(talkOf(cues), { punctuator: other, memory }));
    expect(other.asked).toEqual([]);
    expect(second).toEqual(first);
    expect(recallRestored(talkOf(cues), memory)).toEqual(first);
  });

  it('goes on where it was stopped', async () => {
    const { cues } = bareCaptions(LONG, { pauses: false });
    const memory = volatileMemory();
    const failing = scriptedPunctuator(LONG, (text, asked) => {
      if (asked > 3) throw new Error('stopped');
      return text;
    });
    await expect(drain(restore(talkOf(cues), { punctuator: failing, memory }))).rejects.toThrow(
      'stopped',
    );
    const again = scriptedPunctuator(LONG);
    const { unasked } = await drain(restore(talkOf(cues), { punctuator: again, memory }));
    expect(again.asked).toHaveLength(7);
    expect(unasked).toBe(0);
  });

  it('restores only the part of a talk that lacks its marks', async () => {
    const { cues } = bareCaptions(TALK, { pauses: false });
    const marked = { start: 200, end: 260, text: TALK.trim().replaceAll('\n', ' ') };
    const punctuator = scriptedPunctuator(`${TALK} ${TALK}`);
    const { transcript } = await restored([...cues, marked], punctuator);
    expect(transcript.cues.at(-1)).toBe(marked);
    expect(transcript.cues[0]?.text).toBe('Hello everyone, my name is Mira, and I');
  });

  it('begins paragraphs where sentences end, and gives words with times their marks', async () => {
    const written = `${'We keep one row for each of them in a table and so on. '.repeat(4)}That is one.\n\nNow the next of our subjects. ${'It is read from left to right by all of us. '.repeat(4)}`;
    const { cues } = bareCaptions(written, { pauses: false });
    const timed = cues.map((cue) => ({ ...cue, words: wordsOf(cue) }));
    const punctuator = scriptedPunctuator(written, () => written.replace('one row', 'one\n\nrow'));
    const { transcript } = await restored(timed, punctuator);
    const sentences = toSentences(transcript.cues);
    const begins = sentences.filter((sentence) => sentence.paragraph).map(({ text }) => text);
    expect(begins[1]).toBe('Now the next of our subjects.');
    expect(begins.every((text) => !text.startsWith('row'))).toBe(true);
    const [first] = transcript.cues;
    expect(first?.words?.map((word) => word.text).join(' ')).toBe(first?.text);
    const word = timed.flatMap((cue) => cue.words).find(({ text }) => text === 'now');
    expect(sentences.find(({ text }) => text.startsWith('Now'))?.start).toBe(word?.start);
  });

  it('restores Chinese with its own marks, and takes the blanks out that stood for them', async () => {
    const written =
      '今天我们来讲存储引擎。先看日志结构的合并树，它只在末尾增长。写入为什么快？因为不用找地方。';
    const bare =
      '今天我们来讲存储引擎 先看日志结构的合并树 它只在末尾增长 写入为什么快 因为不用找地方 ';
    const cues = [{ start: 0, end: 60, text: bare.repeat(4).trim() }];
    const punctuator: Punctuator = {
      name: 'scripted',
      concurrency: 1,
      // oxlint-disable-next-line require-yield
      async *punctuate(text) {
        const times = text.split('今天').length - 1;
        return written.replaceAll('，', ',').replaceAll('？', '?').repeat(times);
      },
    };
    const { transcript } = await restored(cues, punctuator);
    expect(transcript.cues[0]?.text).toBe(written.repeat(4));
  });
});

function half(text: string, asked: number): string {
  return asked === 1 ? text.slice(0, text.length / 2) : text;
}

function around(text: string): string {
  return `Sure! Here is the text:\n\n\`\`\`\n"${text.toUpperCase()}"\n\`\`\``;
}

function wordsOf({ text, start }: Cue): { text: string; start: number; end: number }[] {
  return text.split(' ').map((word, index) => ({
    text: word,
    start: start + index * 0.36,
    end: start + index * 0.36 + 0.3,
  }));
}
