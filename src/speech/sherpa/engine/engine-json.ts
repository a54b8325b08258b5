import { parseJson } from '../../../base/json.ts';

/** The logarithm of a likelihood of nothing, as a number JSON has. */
const UNLIKELY = '-1000';

/**
 * Reads the engine's answer about a window. Where a likelihood is zero or was never a number, the engine writes
 * `-inf` and `nan`, which are no JSON: both count as most unlikely. `undefined` for anything else.
 */
export function readEngineJson(text: string): unknown {
  const mend = (): string =>
    text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:nan|inf)\b/gi, (found) =>
      found.startsWith('"') ? found : UNLIKELY,
    );
  return parseJson(text) ?? parseJson(mend());
}
