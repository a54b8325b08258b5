import type { SourceText } from '../../model/source.ts';
import type { Talk } from '../../model/talk.ts';
import { clock } from '../../text/timecode.ts';
import { htmlLanguage, noteWords } from '../words/note-words.ts';
import { marksOf } from './marks.ts';

/** Facts about how a talk was made, worded for the reader of its note. */
export type TalkFacts = {
  readonly title: string;
  /** The talk's own title, where the note has another. */
  readonly originalTitle: string | undefined;
  /** What it is about, as a sentence; absent when not known. */
  readonly topic: string | undefined;
  /** Who speaks: `Ann, Bob`; absent when not known. */
  readonly speakers: string | undefined;
  readonly source: string;
  /** Who published it. */
  readonly channel: string | undefined;
  /** Day of publication, as `2024-05-31`. */
  readonly date: string | undefined;
  /** How the text was had, in the note's language: `自动字幕（英语）`; absent when a transcript was given. */
  readonly transcript: string | undefined;
  /** Spoken language and that of the translation by name, in the note's language: `英语 → 简体中文`. */
  readonly languages: string;
  /** As a clock; absent when the talk has no times. */
  readonly duration: string | undefined;
  readonly cost: string | undefined;
  /** Share of the talk the points rest on, in per cent; absent without a note. */
  readonly coverage: string | undefined;
  /** As a clock; absent when the talk has no times, or no note. */
  readonly longestGap: string | undefined;
  /** Count of sentences. */
  readonly sentences: number;
  /** Count of marked places: doubtful or missing lines and statements, sections without points. */
  readonly marked: number;
  /** Count of points left out because the talk does not support them. */
  readonly dropped: number;
  /** Statements a model read beside their lines, of all: `47/49`; absent where that was not done. */
  readonly verified: string | undefined;
};

/** The facts a note begins with. */
export function talkFacts(talk: Talk): TalkFacts {
  return {
    ...titlesOf(talk),
    ...noteFacts(talk),
    ...sourceFacts(talk),
    topic: talk.topic.trim() || undefined,
    speakers: talk.speakers.join(', ') || undefined,
    languages: languagesOf(talk),
    duration: talk.timed ? clock(talk.duration) : undefined,
    cost: talk.cost === undefined ? undefined : costText(talk.cost),
    sentences: talk.sentences.length,
    marked: marksOf(talk).length,
  };
}

/** All languages spoken, that of most of the talk first, and that of the translation. */
function languagesOf({ language, sentences, target, translation }: Talk): string {
  const others = sentences.flatMap((sentence) => sentence.language ?? []);
  const spoken = [...new Set([language, ...others])].map((tag) => nameOf(tag, target));
  return [spoken.join(', '), ...(translation ? [nameOf(target, target)] : [])].join(' → ');
}

function titlesOf({ title, note }: Talk): Pick<TalkFacts, 'title' | 'originalTitle'> {
  const shown = note?.title.trim() ? note.title : title;
  return {
    title: shown,
    originalTitle: shown === title || title.trim() === '' ? undefined : title,
  };
}

function sourceFacts({
  source,
  target,
}: Talk): Pick<TalkFacts, 'source' | 'channel' | 'date' | 'transcript'> {
  return {
    source: source.url ?? source.name,
    channel: source.published?.channel,
    date: source.published?.date,
    transcript: source.text && textOrigin(source.text, target),
  };
}

/** How a text was had, as a phrase in a language. */
function textOrigin(text: SourceText, language: string): string {
  const { people, automatic, heard } = noteWords(language).text;
  // Functions, because a `$` in a name would mean something in a plain replacement.
  if (text.by === 'recogniser') return heard.replace('{name}', () => text.name);
  const phrase = text.isAutomatic ? automatic : people;
  return phrase.replace('{language}', () => nameOf(text.language, language));
}

function noteFacts({
  note,
  timed,
}: Talk): Pick<TalkFacts, 'coverage' | 'longestGap' | 'dropped' | 'verified'> {
  if (!note) return { coverage: undefined, longestGap: undefined, dropped: 0, verified: undefined };
  const { share, longestGap } = note.coverage;
  const { claims = 0, unread = 0 } = note.verified ?? {};
  return {
    coverage: percent(share),
    longestGap: timed ? clock(longestGap) : undefined,
    dropped: note.dropped,
    verified: note.verified && `${claims}/${claims + unread}`,
  };
}

/** The name of a language in another one; the tag itself where either is none. */
function nameOf(tag: string, language: string): string {
  try {
    return (
      new Intl.DisplayNames([htmlLanguage(language)], { type: 'language' }).of(htmlLanguage(tag)) ??
      tag
    );
  } catch {
    return tag;
  }
}

/** US dollars as a price: `$0.05`, with four decimals below a cent. Never rounded to nothing. */
function costText(cost: number): string {
  if (cost === 0 || cost >= 0.01) return `$${cost.toFixed(2)}`;
  return cost < 0.0001 ? '<$0.0001' : `$${cost.toFixed(4)}`;
}

/** A ratio in per cent. Cut, not rounded: 99.6 % is not all of it. The small term undoes what binary fractions lose. */
export function percent(share: number): string {
  return `${Math.floor(Math.min(1, Math.max(0, share)) * 100 + 1e-9)}%`;
}
