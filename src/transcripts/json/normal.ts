import { type Fields, isFields, parseJson } from '../../base/json.ts';

/** What sites send their own pages nests transcripts some 20 levels deep; a deeper JSON is some other document. */
const DEEPEST = 40;
/** A JSON text inside a string, as iFlytek gives its results. */
const INNER = /^\s*(?:\{\s*"|\[\s*[{["])/;

/**
 * A JSON value with the names of its fields in small letters, without marks: `start_time`, `startTime` and
 * `StartTime` are one. JSON inside strings is a value as well. What lies too deep is left out.
 */
export function normalised(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return INNER.test(value) ? inner(value, depth) : value;
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((item) => normalised(item, depth + 1));
  if (!isFields(value)) return value;
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    const plain = plainName(name);
    if (!Object.hasOwn(fields, plain)) fields[plain] = normalised(field, depth + 1);
  }
  return fields;
}

function inner(text: string, depth: number): unknown {
  const value = parseJson(text);
  return value === undefined ? text : normalised(value, depth + 1);
}

/** A name of a field as all are compared; numbers and times that stand as names stay. */
export function plainName(name: string): string {
  if (/^\d/.test(name)) return name;
  const plain = name.toLowerCase();
  // An own name of every object would be read as its field.
  return /^[a-z\d]+$/.test(plain) ? plain : plain.replace(/[\s_.@$-]/g, '') || name;
}

/** The items of a value that are objects; nothing for what is no list. */
export function fieldsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}
