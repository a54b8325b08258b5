import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { applyEdits, findNodeAtLocation, modify, parseTree, stripComments } from 'jsonc-parser';
import writeFileAtomic from 'write-file-atomic';

import { diskFailure } from '../../store/disk-errors.ts';
import { readSettingsFile, settingsText } from './settings-file.ts';

/**
 * Writes one setting into the file, leaving all else in it as it is; `undefined` takes it out. The file is made when it
 * is not there, to be read by its owner alone: keys may stand in it. Throws as reading does, `FOLDER_UNWRITABLE`.
 */
export async function writeSetting(
  file: string,
  path: readonly string[],
  value: unknown,
): Promise<void> {
  // What cannot be read would only be spoilt further.
  await readSettingsFile(file);
  const given = (await settingsText(file)).trimEnd();
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
