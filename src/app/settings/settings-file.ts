import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import envPaths from 'env-paths';
import type { ParseError } from 'jsonc-parser';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { isFields } from '../../base/json.ts';
import { systemCode, systemReason } from '../../base/system-reason.ts';

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the settings file is: `TALKLEAF_SETTINGS`, else in the user's configuration folder. */
export function settingsFile(env: Environment): string {
  const { TALKLEAF_SETTINGS: named, XDG_CONFIG_HOME: home } = env;
  if (named) return named;
  const folder = home ? join(home, 'talkleaf') : envPaths('talkleaf', { suffix: '' }).config;
  return join(folder, 'settings.json');
}

/** What a settings file says, and where. */
export type SettingsText = {
  readonly values: Readonly<Record<string, unknown>>;
  /** The line of a setting in the file, for people. */
  where(path: readonly string[]): Bilingual;
};

/**
 * Reads a settings file: JSON, in which remarks and commas at the end of a list are allowed. One that is not there says
 * nothing. Throws `SETTINGS_BROKEN` with line and column, `FILE_UNREADABLE`.
 */
export async function readSettingsFile(file: string): Promise<SettingsText> {
  const text = await settingsText(file);
  if (text.trim() === '') return { values: {}, where: () => lineOf(file, 1) };
  // Most people have no such file, and do without its parser.
  const { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode, stripComments } =
    await import('jsonc-parser');
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error && stripComments(text).trim() !== '') {
    throw broken(file, text, { offset: error.offset, name: printParseErrorCode(error.error) });
  }
  const values: unknown = tree ? getNodeValue(tree) : {};
  if (!isFields(values)) throw broken(file, text, { offset: 0, name: 'NoTable' });
  return {
    values,
    where: (path) => {
      const node = tree && findNodeAtLocation(tree, [...path]);
      return lineOf(file, placeIn(text, node?.offset ?? 0).line);
    },
  };
}

/** The text of a settings file, empty where there is none. Throws `FILE_UNREADABLE`. */
export async function settingsText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw new AppError('FILE_UNREADABLE', { path: file, reason: systemReason(error) });
  }
}

/** In words what the parser has to say most often; the rest by its own name. */
const REASONS: Readonly<Record<string, Bilingual>> = {
  InvalidSymbol: { en: 'a text lacks its quotes', zh: '文本缺少引号' },
  PropertyNameExpected: { en: 'a name is missing', zh: '缺少名称' },
  ValueExpected: { en: 'a value is missing', zh: '缺少值' },
  ColonExpected: { en: 'a colon is missing', zh: '缺少冒号' },
  CommaExpected: { en: 'a comma is missing', zh: '缺少逗号' },
  CloseBraceExpected: { en: 'a closing brace is missing', zh: '缺少右花括号' },
  CloseBracketExpected: { en: 'a closing bracket is missing', zh: '缺少右方括号' },
  EndOfFileExpected: { en: 'something stands behind its end', zh: '结尾之后还有内容' },
  NoTable: { en: 'it is no table of settings in braces', zh: '应为花括号里的一组设置' },
  UnexpectedEndOfString: { en: 'a closing quote is missing', zh: '缺少右引号' },
};

type Fault = { readonly offset: number; readonly name: string };

function broken(file: string, text: string, { offset, name }: Fault): AppError {
  const { line, column } = placeIn(text, offset);
  const reason = REASONS[name] ?? name;
  return new AppError('SETTINGS_BROKEN', { where: lineOf(file, line), column, reason });
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function lineOf(file: string, line: number): Bilingual {
  return { en: `${file}, line ${line}`, zh: `${file} 第 ${line} 行` };
}
