import { z } from 'zod';

import { parseJson } from '../../base/json.ts';
import type { Seconds } from '../../model/time.ts';
import type { Heard, HeardCue } from '../recognizer.ts';
import { withWords } from '../spoken-words.ts';

const Word = z.object({
  word: z.string(),
  start: z.number(),
  end: z.number(),
  probability: z.number().min(0).max(1).nullish().catch(undefined),
});
const Segment = z.object({
  start: z.number(),
  end: z.number(),
  text: z.string(),
  no_speech_prob: z.number().min(0).max(1).nullish().catch(undefined),
  // whisper.cpp's server and speaches put the words here, OpenAI and Groq beside the segments.
  words: z.array(Word).nullish().catch(undefined),
});
type Segment = z.infer<typeof Segment>;
const Answer = z.object({
  text: z.string().optional(),
  language: z.string().nullish(),
  segments: z.array(Segment).nullish(),
  words: z.array(Word).nullish().catch(undefined),
});
type Answer = z.infer<typeof Answer>;

/**
 * A server's answer in any form of OpenAI's transcriptions (`verbose_json`, `json`) as cues inside `length`
 * seconds; `undefined` when it is none of them.
 */
export function heardInAnswer(body: string, length: Seconds): Heard | undefined {
  const answer = Answer.safeParse(parseJson(body));
  if (!answer.success) return undefined;
  const { text, segments, language } = answer.data;
  if (text === undefined && !segments) return undefined;
  const tag = languageTag(language ?? '');
  return { cues: cuesOf(answer.data, length), ...(tag && { language: tag }) };
}

/** A plain text as one cue of `length` seconds, or as none. */
export function heardInText(body: string, length: Seconds): Heard {
  return { cues: cuesOf({ text: body }, length) };
}

function cuesOf({ text = '', segments, words }: Answer, length: Seconds): HeardCue[] {
  const whole: Segment = { start: 0, end: length, text };
  const cues = (segments?.length ? segments : [whole])
    .map(cueOf)
    .filter((cue) => cue.text !== '')
    .toSorted((a, b) => a.start - b.start);
  const inside = segments?.flatMap((segment) => segment.words ?? []) ?? [];
  const spoken = (words?.length ? words : inside).map(({ word, start, end, probability }) => ({
    text: word,
    start,
    end,
    ...(typeof probability === 'number' && { confidence: probability }),
  }));
  return withWords(cues, spoken, length);
}

function cueOf({ start, end, text, no_speech_prob: noSpeech }: Segment): HeardCue {
  const cue = { start, end, text: text.replace(/\s+/g, ' ').trim() };
  return typeof noSpeech === 'number' ? { ...cue, noSpeech } : cue;
}

/** `english`, as OpenAI calls it, or `en`, as others do, as a tag; an empty text when it is neither. */
export function languageTag(language: string): string {
  const name = language.trim().toLowerCase();
  if (/^[a-z]{2,3}$/.test(name)) return name;
  return tagsByName().get(name) ?? '';
}

let known: Map<string, string> | undefined;

function tagsByName(): Map<string, string> {
  if (known) return known;
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  const tags = letters.flatMap((first) => letters.map((second) => first + second));
  known = new Map([['cantonese', 'yue']]);
  for (const tag of tags) {
    const name = names.of(tag)?.toLowerCase();
    if (name !== undefined && !known.has(name)) known.set(name, tag);
  }
  return known;
}
