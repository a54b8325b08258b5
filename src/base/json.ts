/** A JSON text as a value, or `undefined` when it is not JSON. The one place that calls the parser. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
