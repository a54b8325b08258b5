import type { WireName } from './providers.ts';

/** Endings people copy along with the address; each wire adds its own. */
const ENDINGS: Readonly<Record<WireName, RegExp>> = {
  openai: /\/(?:chat\/completions|completions|models)$/,
  anthropic: /\/messages$/,
  gemini: /\/models(?:\/.*)?$/,
  ollama: /\/(?:v1(?:\/chat\/completions)?|api(?:\/chat)?)$/,
};

/** An address as the wire needs it: no ending, no slash at the end. `undefined` when it is none. */
export function baseUrlOf(address: string, wire: WireName): string | undefined {
  const text = /^https?:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(text) || address.trim() === '') return undefined;
  return text.trim().replace(/\/+$/, '').replace(ENDINGS[wire], '').replace(/\/+$/, '');
}

/** Addresses of this machine and of private networks (RFC 1918, RFC 4193, RFC 6762). */
const NEARBY =
  /^(?:localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|\[::1\]|\[f[cd][0-9a-f]{2}:|host\.docker\.internal$)|\.(?:local|localhost|lan|internal)$/i;

/** True for a server on the user's machine or network. */
export function isNearby(baseUrl: string): boolean {
  return NEARBY.test(new URL(baseUrl).hostname) || !new URL(baseUrl).hostname.includes('.');
}
