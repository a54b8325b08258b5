import { readFile } from 'node:fs/promises';

import Papa from 'papaparse';

import { AppError } from '../base/errors.ts';
import { parseJson } from '../base/json.ts';
import { decode } from '../formats/decode.ts';
import type { Term } from '../model/term.ts';

/**
 * Reads a glossary: CSV or TSV with a term and its rendering a line (more columns are heard forms), JSON
 * as a map or an array of `{source, target, heard}`. Throws `FILE_MISSING`, `GLOSSARY_BAD`.
 */
export async function readGlossary(path: string): Promise<Term[]> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new AppError('FILE_MISSING', { path }, { cause: error });
  }
  const text = decode(bytes, { name: path });
  const terms = /^\s*[[{]/.test(text) ? fromJson(text, path) : fromTable(text);
  if (terms.length === 0) throw new AppError('GLOSSARY_BAD', { path, reason: 'it holds no terms' });
  return terms;
}

function fromJson(text: string, path: string): Term[] {
  const value = parseJson(text);
  if (Array.isArray(value)) return value.flatMap((item) => readItem(item));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([source, target]) => termOf([source, String(target)]));
  }
  throw new AppError('GLOSSARY_BAD', { path, reason: 'it is not JSON' });
}

function readItem(item: unknown): Term[] {
  if (Array.isArray(item)) return termOf(item.map(String));
  if (typeof item !== 'object' || item === null) return [];
  const field = (...names: string[]): unknown =>
    Object.entries(item).find(([name]) => names.includes(name))?.[1];
  const heard = field('heard', 'variants');
  return termOf([
    String(field('source', 'src', 'term') ?? ''),
    String(field('target', 'tgt', 'translation') ?? ''),
    ...(Array.isArray(heard) ? heard.map(String) : []),
  ]);
}

function fromTable(text: string): Term[] {
  const rows = Papa.parse<string[]>(text, {
    skipEmptyLines: 'greedy',
    comments: '#',
    delimitersToGuess: ['\t', ',', '，', ';', '|'],
  }).data;
  const hasHeader = /^(?:source|src|term|原文|术语)$/i.test(rows[0]?.[0]?.trim() ?? '');
  return (hasHeader ? rows.slice(1) : rows).flatMap(termOf);
}

/** A term without a rendering keeps its spelling. */
function termOf([source = '', target = '', ...heard]: readonly string[]): Term[] {
  const term = source.trim();
  if (term === '') return [];
  const forms = heard.map((form) => form.trim()).filter((form) => form !== '');
  return [{ source: term, target: target.trim() || '=', heard: forms, by: 'user' }];
}
