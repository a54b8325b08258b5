import type { TalkInput } from '../../src/server/contract.ts';

const LINK = /^https?:\/\/\S+$/i;
/** Links as they are copied from an address line that hides how they begin. */
const BARE_LINK = /^(?:www\.|m\.)?(?:youtube\.com|youtu\.be|bilibili\.com|b23\.tv)\/\S+$/i;
/** A file of this machine: from the root, from home, from a drive. */
const PATH = /^(?:\/|~|[a-z]:[\\/])/i;
/** Files copied as a path come in quotes from some systems. */
const QUOTED = /^(["'])(.+)\1$/;

/** No list of links is longer, in characters; a long text is not looked through at every key. */
const LONGEST_LIST = 20_000;

/** What was typed or pasted: links (one a line), the path of a file, or else the text of a talk. */
export function inputsIn(typed: string): TalkInput[] {
  if (typed.length > LONGEST_LIST) return [{ text: typed }];
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first] = lines;
  if (first === undefined) return [];
  const links = lines.map((line) => linkIn(line));
  if (links.every((link) => link !== undefined)) return links.map((link) => ({ link }));
  const path = first.replace(QUOTED, '$2');
  return lines.length === 1 && PATH.test(path) ? [{ path }] : [{ text: typed }];
}

function linkIn(line: string): string | undefined {
  if (LINK.test(line)) return line;
  return BARE_LINK.test(line) ? `https://${line}` : undefined;
}
