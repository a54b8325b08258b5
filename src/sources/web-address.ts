import { AppError } from '../base/errors.ts';

/** Whether an input is meant as an address: `https://…`, also `file:` and others that are then refused. */
export function isAddress(input: string): boolean {
  return /^(?:[a-z][a-z\d+.-]+:\/\/|data:)/i.test(input.trim());
}

/** Sites that are known without `www.` in front, as people copy them. */
const BARE =
  /^(?:www\.[^\s/]+\.[^\s/.]+|(?:[\w-]+\.)?(?:youtube\.com|youtu\.be|bilibili\.com|b23\.tv|vimeo\.com|ted\.com))\/\S/i;

/**
 * The address on the web that an input is meant as, with `https://` put before one that begins with `www.` or a known
 * site; `undefined` for anything else.
 */
export function addressIn(input: string): string | undefined {
  const plain = input.trim();
  if (isWebAddress(plain)) return plain;
  const whole = `https://${plain}`;
  return BARE.test(plain) && isWebAddress(whole) ? whole : undefined;
}

/** Whether an input is an address on the web. */
export function isWebAddress(input: string): boolean {
  return onWeb(input) !== undefined;
}

/** An address on the web. Throws SOURCE_ADDRESS for any scheme but http and https, and for what is no address. */
export function webAddress(input: string): URL {
  const url = onWeb(input);
  if (url) return url;
  throw new AppError('SOURCE_ADDRESS', { url: input.slice(0, LONGEST_SHOWN) });
}

function onWeb(input: string): URL | undefined {
  const url = URL.canParse(input.trim()) ? new URL(input.trim()) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : undefined;
}

/** A `data:` address may be megabytes; this much is shown, in characters. */
const LONGEST_SHOWN = 200;

/** An address without the name and password in it, as it may be shown; what is no address stays as it is. */
export function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}

/** The name and password of an address as a header, because fetch takes none inside it; `undefined` when it has none. */
export function basicOf({ username, password }: URL): string | undefined {
  if (username === '') return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
