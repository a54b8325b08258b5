import { isAddress } from '../../sources/web-address.ts';
import { isWholeBilibili } from '../../sources/yt-dlp/yt-dlp-answer.ts';
import { locate, type LocateOptions } from './fetch-input.ts';

/** Addresses that by their form lead to several talks; others are opened when their turn comes. */
const LIST =
  /\/playlist|[?&]list=(?!.*[?&]v=)(?<![?&]v=.*)|\/channel\/|\/@[^/]+|\/(?:c|user)\/|space\.bilibili\.com/i;

/** Inputs with each list of talks replaced by the addresses of its talks. */
export async function expandLists(
  inputs: readonly string[],
  options: LocateOptions,
): Promise<string[]> {
  const expanded: string[] = [];
  for (const input of inputs) {
    // What cannot be opened now fails in its turn, and does not stop the others.
    const found = mayBeList(input)
      ? await locate(input, options).catch(() => undefined)
      : undefined;
    options.signal?.throwIfAborted();
    if (found && !('fetch' in found)) expanded.push(...found.entries.map((entry) => entry.url));
    else expanded.push(input);
  }
  return expanded;
}

function mayBeList(input: string): boolean {
  if (!isAddress(input) || !URL.canParse(input)) return false;
  const { hostname, searchParams } = new URL(input);
  // An address that names one talk of a list leads to that talk; opening it here would be for nothing.
  const namesTalk = searchParams.has('v') || hostname === 'youtu.be';
  return (LIST.test(input) && !namesTalk) || isWholeBilibili(input);
}
