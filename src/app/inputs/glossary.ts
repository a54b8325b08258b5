import { readFile } from 'node:fs/promises';

import Papa from 'papaparse';

import { AppError } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { systemCode, systemReason } from '../../base/system-reason.ts';
import type { Term } from '../../model/term.ts';
import { decode } from '../../transcripts/encoding/decode.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * Reads a glossary: CSV or TSV with a term and its rendering a line (more columns are heard forms), JSON
 * as a map or an array of `{source, target, heard}`. Throws `FILE_MISSING`, `FILE_UNREADABLE`,
 * `GLOSSARY_BAD`.
 */
export async function readGlossary(path: string): Promise<Term[]> {
  const text = decode(await readBytes(path), { name: path });
  const value = parseJson(text);
  const isData = typeof value === 'object' && value !== null;
  const isTable = !isData && !/\.json$/i.test(path);
  const terms = isTable ? fromTable(text) : fromJson(value, path);
  if (terms.length === 0) {
    const reason = { en: 'it holds no terms', zh: '里面没有术语' };
    throw new AppError('GLOSSARY_BAD', { path, reason });
  }
  return terms;
}

/** The user's own terms: of the glossary the settings name, else none. Throws as reading it does. */
export async function gatherTerms({ glossary }: Pick<Settings, 'glossary'>): Promise<Term[]> {
  return glossary === undefined ? [] : await readGlossary(glossary);
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError('FILE_MISSING', { path }, { cause: error });
    }
    throw new AppError('FILE_UNREADABLE', { path, reason: systemReason(error) }, { cause: error });
  }
}

function fromJson(value: unknown, path: string): Term[] {
  if (Array.isArray(value)) return value.flatMap((item) => readItem(item));
  if (typeof value !== 'object' || value === null) {
    const reason = { en: 'it is not JSON', zh: '它不是 JSON' };
    throw new AppError('GLOSSARY_BAD', { path, reason });
  }
  // As in a talk.json.
  if ('terms' in value && Array.isArray(value.terms)) return fromJson(value.terms, path);
  return Object.entries(value).flatMap(([source, target]) => termOf([source, textOf(target)]));
}

function readItem(item: unknown): Term[] {
  if (typeof item === 'string') return termOf([item]);
  if (Array.isArray(item)) return termOf(item.map(textOf));
  if (typeof item !== 'object' || item === null) return [];
  const field = (...names: string[]): unknown =>
    Object.entries(item).find(([name]) => names.includes(name))?.[1];
  const heard = field('heard', 'variants');
  return termOf([
    textOf(field('source', 'src', 'term')),
    textOf(field('target', 'tgt', 'translation')),
    ...(Array.isArray(heard) ? heard.map(textOf) : []),
  ]);
}

/** Texts and numbers as they are; nothing else is a term. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
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
