import { ReasonError } from '../base/reason-error.ts';
import type { HttpAnswer, HttpRequest, Transport } from './http-answer.ts';

/** An answer, and the address it came from in the end. */
export type Followed = HttpAnswer & { readonly url: string };

/** As many as browsers follow (https://fetch.spec.whatwg.org/#http-redirect-fetch). */
const MOST_REDIRECTS = 20;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a GET request and follows where answers lead. A name and password go to no other server than the one they are
 * for. Throws when that has no end, or leads to what is no web address.
 */
export async function follow(
  send: Transport,
  address: string,
  request: Pick<HttpRequest, 'headers' | 'signal'>,
): Promise<Followed> {
  let url = address;
  let { headers = {} } = request;
  for (let count = 0; count <= MOST_REDIRECTS; count++) {
    const answer = await send(url, { ...request, headers });
    const location = answer.headers.get('location');
    if (!REDIRECTS.has(answer.status) || location === undefined) return { ...answer, url };
    answer.body.destroy();
    const next = new URL(location, url);
    if (!/^https?:$/.test(next.protocol))
      throw new ReasonError(`it leads to ${next.protocol}`, `它转到了 ${next.protocol} 地址`);
    if (next.origin !== new URL(url).origin) headers = withoutSecrets(headers);
    url = next.href;
  }
  throw new ReasonError(`more than ${MOST_REDIRECTS} redirects`, `重定向超过 ${MOST_REDIRECTS} 次`);
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(?:authorization|cookie)$/i.test(name)),
  );
}
