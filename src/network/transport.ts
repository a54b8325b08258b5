import { sendDirectly } from './direct.ts';
import type { Transport } from './http-answer.ts';
import { isOffline, sendToThisMachine } from './offline.ts';
import { hasProxy, type ProxyVariables, sendThroughProxies } from './proxies.ts';

/**
 * The way out to the network: directly, or through the proxies the variables name (`HTTPS_PROXY`, `HTTP_PROXY`,
 * `ALL_PROXY`, spared `NO_PROXY`), with no limit on how long an answer takes. This machine itself is never asked
 * through a proxy, and all that is asked where the variables say that Talkleaf is offline (`offline.ts`).
 */
export function transportOf(variables: ProxyVariables): Transport {
  const send = wayOut(variables);
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

function wayOut(variables: ProxyVariables): Transport {
  if (isOffline(variables)) return sendToThisMachine;
  return hasProxy(variables) ? sendThroughProxies(variables) : sendDirectly;
}
