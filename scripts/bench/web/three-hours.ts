/** A finished talk of three hours in a library: two thousand sentences, their translation, a note, a recording. */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { talkJson } from '../../../src/leaf/talk-json.ts';
import type { Note, Point, Section } from '../../../src/model/note.ts';
import type { Sentence } from '../../../src/model/sentence.ts';
import { type Talk, TALK_SCHEMA } from '../../../src/model/talk.ts';
import type { Line } from '../../../src/model/translation.ts';
import { lecturePairs } from '../../../test/support/long-talk.ts';

export const SENTENCES = 2000;
const SECONDS = 3 * 3600;
const EACH = SECONDS / SENTENCES;
/** Of the note: a section each six minutes, as many points in it as `npm run bench` has for real talks. */
const SECTIONS = 30;
const POINTS = 8;
const RATE = 8000;

const PAIRS = lecturePairs();
const pairAt = (id: number) => PAIRS[id % PAIRS.length] ?? { en: '', zh: '' };

/** Puts it there; gives its title. */
export async function putThreeHours(library: string): Promise<string> {
  const folder = join(library, 'three-hours');
  await mkdir(folder, { recursive: true });
  const talk = threeHours();
  await writeFile(join(folder, 'talk.json'), talkJson(talk));
  await writeSilence(join(folder, 'talk.wav'));
  return talk.title;
}

function threeHours(): Talk {
  const ids = Array.from({ length: SENTENCES }, (_, at) => at + 1);
  return {
    schema: TALK_SCHEMA,
    title: 'Three hours',
    source: { name: 'talk.wav', media: 'talk.wav', video: false },
    language: 'en',
    target: 'zh',
    timed: true,
    duration: SECONDS,
    topic: '',
    speakers: [],
    terms: [],
    warnings: [],
    model: 'some:model',
    sentences: ids.map((id) => sentence(id)),
    translation: ids.map((id): Line => ({ id, status: 'ok', text: pairAt(id).zh })),
    note: note(),
  };
}

function sentence(id: number): Sentence {
  const start = (id - 1) * EACH;
  return { id, start, end: start + EACH - 0.3, text: pairAt(id).en, paragraph: id % 6 === 1 };
}

function note(): Note {
  return {
    title: '三小时',
    summary: [1, 500, 1000, 1500].map((id) => ({ text: pairAt(id).zh, cites: [id, id + 1] })),
    sections: Array.from({ length: SECTIONS }, (_, at) => section(at)),
    coverage: { share: 0.9, longestGap: 60 },
    dropped: 0,
  };
}

function section(at: number): Section {
  const length = Math.floor(SENTENCES / SECTIONS);
  const from = at * length + 1;
  const to = at === SECTIONS - 1 ? SENTENCES : from + length - 1;
  const points = Array.from({ length: POINTS }, (_, each): Point => {
    const id = from + each * POINTS;
    const sub = [id + 1, id + 2].map((cite) => ({ text: pairAt(cite).zh, cites: [cite] }));
    return { text: pairAt(id).zh, cites: [id, id + 3], part: each % 2, sub };
  });
  const parts = [pairAt(from).zh, pairAt(from + 1).zh].map((text) => text.slice(0, 20));
  const title = pairAt(from + 2).zh.slice(0, 20);
  return { title, from, to, skip: false, parts, points, quotes: [from + 5] };
}

/** A WAV file of nothing but silence: most of it is a hole, and takes no place on the disk. */
async function writeSilence(path: string): Promise<void> {
  const bytes = SECONDS * RATE * 2;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  const file = await open(path, 'w');
  try {
    await file.write(head);
    await file.truncate(head.length + bytes);
  } finally {
    await file.close();
  }
}
