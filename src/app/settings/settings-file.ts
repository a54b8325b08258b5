import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import envPaths from 'env-paths';
import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  modify,
  type ParseError,
  parseTree,
  printParseErrorCode,
  stripComments,
} from 'jsonc-parser';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { systemCode, systemReason } from '../../base/system-reason.ts';
import { diskFailure } from '../../store/disk-errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

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
  const text = await textOf(file);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error && stripComments(text).trim() !== '') throw broken(file, text, error);
  const value: unknown = tree && getNodeValue(tree);
  const table = z.record(z.string(), z.unknown()).safeParse(value ?? {});
  if (!table.success) throw broken(file, text, undefined);
  return {
    values: table.data,
    where: (path) => {
      const node = tree && findNodeAtLocation(tree, [...path]);
      return lineOf(file, placeIn(text, node?.offset ?? 0).line);
    },
  };
}

/**
 * Writes one setting into the file, leaving all else in it as it is; `undefined` takes it out. The file is made when it
 * is not there, to be read by its owner alone: keys may stand in it. Throws as reading does, `FOLDER_UNWRITABLE`.
 */
export async function writeSetting(
  file: string,
  path: readonly string[],
  value: unknown,
): Promise<void> {
  const given = (await textOf(file)).trimEnd();
  const text = stripComments(given).trim() === '' ? `${given}\n{}`.trimStart() : given;
  await saveSettings(
    file,
    `${value === undefined ? without(text, path) : withValue(text, path, value)}\n`,
  );
}

function withValue(text: string, path: readonly string[], value: unknown): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

/** The text without one property; jsonc-parser would take the remarks beside it out as well. */
function without(text: string, path: readonly string[]): string {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const property = tree && findNodeAtLocation(tree, [...path])?.parent;
  if (!property) return text;
  const before = text.slice(0, property.offset).replace(/[ \t]+$/, '');
  const after = text.slice(property.offset + property.length).replace(/^\s*,/, '');
  return before + (before.endsWith('\n') ? after.replace(/^[ \t]*\r?\n/, '') : after);
}

/** Writes a whole settings file. Throws `FOLDER_UNWRITABLE`, `DISK_FULL`. */
export async function saveSettings(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, text, { mode: 0o600 });
  } catch (error) {
    throw diskFailure(error, file);
  }
}

async function textOf(file: string): Promise<string> {
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
  UnexpectedEndOfString: { en: 'a closing quote is missing', zh: '缺少右引号' },
};

function broken(file: string, text: string, error: ParseError | undefined): AppError {
  const { line, column } = placeIn(text, error?.offset ?? 0);
  const name = error ? printParseErrorCode(error.error) : '';
  const reason = error
    ? (REASONS[name] ?? name)
    : { en: 'it is no table of settings in braces', zh: '应为花括号里的一组设置' };
  return new AppError('SETTINGS_BROKEN', { where: lineOf(file, line), column, reason });
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function lineOf(file: string, line: number): Bilingual {
  return { en: `${file}, line ${line}`, zh: `${file} 第 ${line} 行` };
}
