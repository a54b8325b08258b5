import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Context } from 'hono';

import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { type Hosted, hostedHtml } from '../../leaf/note-html.ts';
import { readTalkJson } from '../../leaf/talk-json.ts';
import { TALK_SCHEMA, type Talk } from '../../model/talk.ts';
import type { Library } from '../library/library.ts';
import { languageOf } from './refusal.ts';
import { readerFiles } from './web-files.ts';

const WORDS: Readonly<Record<InterfaceLanguage, Hosted['words']>> = {
  en: { library: 'All talks', edit: 'Edit', files: 'Files', all: 'All files as a zip' },
  zh: { library: '全部讲座', edit: '编辑', files: '文件', all: '全部文件（zip）' },
};

/** A finished talk as a page; `undefined` while there is nothing to read. Throws `TALK_UNKNOWN`. */
export async function readerPage(
  context: Context,
  library: Library,
  id: string,
): Promise<string | undefined> {
  const { status, folder } = await library.row(id);
  if (folder === undefined || !['done', 'marked', 'bare'].includes(status)) return undefined;
  const talk = await talkIn(join(library.places.library, folder, 'talk.json'));
  if (!talk) return undefined;
  return hostedHtml(playedHere(talk, id), {
    id,
    ...readerFiles(),
    words: WORDS[languageOf(context)],
    files: await library.files(id),
    archive: `/api/talks/${id}/archive`,
  });
}

async function talkIn(path: string): Promise<Talk | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return readTalkJson(text);
  } catch (error) {
    // Of a later version, or damaged: the page of its state says so.
    if (AppError.find(error)) return undefined;
    throw error;
  }
}

/** A recording beside the folder is played through the server; as a link it has to be relative. */
function playedHere(talk: Talk, id: string): Talk {
  const { source } = talk;
  if (source.media === undefined) return talk;
  return { ...talk, schema: TALK_SCHEMA, source: { ...source, media: `../api/talks/${id}/media` } };
}
