import { z } from 'zod';

import { chooseCaptions } from '../captions/choose-captions.ts';
import type { CaptionTrack, FoundList, FoundTalk, ListEntry } from '../source.ts';
import { publishedIn } from './published.ts';

/** A text that is there and not blank. */
const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);
const Count = z
  .number()
  .nullish()
  .transform((count) => count ?? undefined);

const TracksShape = z
  .record(
    z.string(),
    z.array(z.object({ ext: z.string().nullish(), url: z.string().nullish() })).nullish(),
  )
  .nullish();

const EntryShape = z.object({ url: Text, webpage_url: Text, title: Text, duration: Count });

/** What yt-dlp prints with `-J --flat-playlist`: only the fields used here. */
const AnswerShape = EntryShape.extend({
  _type: Text,
  id: Text,
  channel: Text,
  uploader: Text,
  description: Text,
  language: Text,
  upload_date: Text,
  thumbnail: Text,
  live_status: Text,
  chapters: z.array(z.object({ title: Text, start_time: Count })).nullish(),
  subtitles: TracksShape,
  automatic_captions: TracksShape,
  entries: z.array(EntryShape.nullish()).nullish(),
});
type Answer = z.infer<typeof AnswerShape>;

/** What an answer is read with. */
export type AnswerOptions = {
  /** The address that was asked about. */
  readonly url: string;
  /** The language spoken, where the user says it; else the site's word counts. */
  readonly spoken?: string | undefined;
};

/** yt-dlp's description as a talk or a list; `undefined` when it has another shape or is an empty list. */
export function readAnswer(
  json: unknown,
  options: AnswerOptions,
): FoundTalk | FoundList | undefined {
  const { success, data } = AnswerShape.safeParse(json);
  if (!success) return undefined;
  const { _type: type } = data;
  const isList = type === 'playlist' || type === 'multi_video';
  return isList ? listFrom(data, options) : talkFrom(data, options);
}

function listFrom(answer: Answer, { url }: AnswerOptions): FoundList | undefined {
  const entries = (answer.entries ?? []).flatMap((entry): ListEntry[] => {
    const address = entry?.webpage_url ?? entry?.url ?? '';
    // Some sites name entries by a bare id, which leads nowhere by itself.
    if (!entry || !/^https?:\/\//i.test(address)) return [];
    return [{ url: address, title: entry.title, duration: entry.duration }];
  });
  if (entries.length === 0) return undefined;
  return { type: 'list', url, title: answer.title, entries };
}

function talkFrom(answer: Answer, { url, spoken }: AnswerOptions): FoundTalk {
  const id = answer.id ?? url;
  const language = spoken ?? answer.language;
  return {
    type: 'talk',
    // The site's own form of the address may leave the part out.
    url: partIn(url) === undefined ? (answer.webpage_url ?? url) : url,
    id,
    title: answer.title ?? id,
    published: publishedIn(answer),
    duration: answer.duration,
    language,
    captions: captionsIn(answer, language),
    isLive: answer.live_status === 'is_live' || answer.live_status === 'is_upcoming',
  };
}

function captionsIn(answer: Answer, spoken: string | undefined): CaptionTrack | undefined {
  const { subtitles, automatic_captions: automatic } = answer;
  return chooseCaptions({ subtitles: subtitles ?? {}, automatic: automatic ?? {}, spoken });
}

/** The part of a Bilibili video an address names (`?p=3`), counted from 1. */
function partIn(url: string): number | undefined {
  const { hostname, searchParams } = new URL(url);
  const part = Number(searchParams.get('p'));
  return isBilibili(hostname) && Number.isInteger(part) && part > 0 ? part : undefined;
}

/** Whether an address may stand for all parts of a Bilibili video, because it names none of them. */
export function isWholeBilibili(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  const isVideo = pathname.startsWith('/video/') || hostname === 'b23.tv';
  return isBilibili(hostname) && isVideo && partIn(url) === undefined;
}

function isBilibili(hostname: string): boolean {
  return /(?:^|\.)(?:bilibili\.com|b23\.tv)$/.test(hostname);
}

/** Whether a talk is another part than its address names: its id ends in `_p2` for the second. */
export function isOtherPart(found: FoundTalk, url: string): boolean {
  const asked = partIn(url);
  const given = /_p(\d+)$/.exec(found.id)?.[1];
  return asked !== undefined && given !== undefined && Number(given) !== asked;
}
