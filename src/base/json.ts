/** A JSON text as a value, or `undefined` when it is not JSON. The one place that calls the parser. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A JSON object whose fields may hold anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return isObject(value) && !Array.isArray(value);
}

/** Whether a value is a JSON object or a list. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
