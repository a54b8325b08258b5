/** Subtitles on the cues of files as people have them: one to one, at their times, nothing empty, nothing lost or twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { AppError } from '../src/base/errors.ts';
import { type KeptCue, TALK_SCHEMA } from '../src/model/talk.ts';
import type { Transcript } from '../src/model/transcript.ts';
import type { Line } from '../src/model/translation.ts';
import { prepare } from '../src/pipeline/prepare.ts';
import { subtitlesOf } from '../src/pipeline/subtitles.ts';
import { readTranscript } from '../src/transcripts/read.ts';

const FOLDER = 'test/fixtures/transcripts';

const timed = readdirSync(FOLDER)
  .filter((name) => !name.endsWith('.expected.json'))
  .flatMap((name) => {
    const transcript = readOrRefused(name);
    return transcript?.timed === true ? [{ name, transcript }] : [];
  });

function readOrRefused(name: string): Transcript | undefined {
  try {
    return readTranscript(readFileSync(join(FOLDER, name)), { name });
  } catch (error) {
    if (AppError.find(error)) return undefined;
    throw error;
  }
}

const translated = (text: string): number => text.split('译').length - 1;

it('has files to look at', () => {
  expect(timed.length).toBeGreaterThan(150);
});

it.each(timed)('$name', ({ name, transcript }) => {
  const { sentences, cues: said, warnings } = prepare(transcript);
  const sounds = (transcript.sounds ?? []).map((cue): KeptCue => ({ ...cue, isSound: true }));
  const cues = [...said, ...sounds].toSorted((a, b) => a.start - b.start);
  const translation = sentences.map(({ id, text, doubt }): Line =>
    doubt
      ? { id, text: '', status: 'silent' }
      : { id, text: `${'译'.repeat(Math.ceil(text.length / 3))}。`, status: 'ok' },
  );
  const about = { title: name, source: { name }, language: 'en', target: 'zh', topic: '' };
  const talk = { ...about, speakers: [], terms: [], timed: true, duration: 0, warnings };
  const { target = [] } = subtitlesOf({
    schema: TALK_SCHEMA,
    ...talk,
    sentences,
    cues,
    translation,
  });
  const shown = [...new Set(cues.map((cue) => cue.shown ?? cue))];
  expect(target.map(({ start, end }) => [start, end])).toEqual(
    shown.map(({ start, end }) => [start, end]),
  );
  const texts = target.map(({ lines }) => lines.map(({ text }) => text).join(''));
  expect(texts).not.toContain('');
  expect(translated(texts.join(''))).toBe(translated(translation.map(({ text }) => text).join('')));
});
