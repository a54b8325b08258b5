import { sendDirectly } from './direct.ts';
import type { Transport } from './http-answer.ts';
import { hasProxy, type ProxyVariables, sendThroughProxies } from './proxies.ts';

/**
 * The way out to the network: directly, or through the proxies the variables name (`HTTPS_PROXY`, `HTTP_PROXY`,
 * `ALL_PROXY`, spared `NO_PROXY`), with no limit on how long an answer takes. This machine itself is never asked
 * through a proxy.
 */
export function transportOf(variables: ProxyVariables): Transport {
  const send = hasProxy(variables) ? sendThroughProxies(variables) : sendDirectly;
  return async (url, request) => {
    const { signal } = request;
    signal?.throwIfAborted();
    try {
      return await send(url, request);
    } catch (error) {
      // A cancellation keeps its own reason.
      signal?.throwIfAborted();
      throw error;
    }
  };
}
