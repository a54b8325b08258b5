import type { Draft } from '../cues/draft.ts';
import { isJoined, readJoined } from './joined.ts';
import { readMarkdown } from './markdown.ts';
import { readPlain } from './plain.ts';

/** Reads what has no marks of a format: lines joined by commas, Markdown, or plain text. */
export function readProse(text: string, suffix: string): Draft {
  if (isJoined(text)) return readJoined(text);
  const isNamed = suffix === 'md' || suffix === 'markdown';
  const isMarkdown = isNamed || looksLikeMarkdown(text.slice(0, 10_000).trimStart());
  return { ...(isMarkdown ? readMarkdown(text) : readPlain(text)), isCopy: true };
}

function looksLikeMarkdown(head: string): boolean {
  return head.startsWith('---\n') || /^#{1,6} \S/m.test(head) || /\]\(https?:\/\//.test(head);
}
