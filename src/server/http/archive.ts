import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import type { Context } from 'hono';
import { ZipFile } from 'yazl';

import type { Library } from '../library/library.ts';
import { disposition } from './files.ts';

/** All files of a talk as one zip, made while it is sent. Throws as `library.files` does. */
export async function archive(context: Context, library: Library, id: string): Promise<Response> {
  const folder = await library.folderOf(id);
  const { title } = await library.row(id);
  const zip = new ZipFile();
  for (const { name } of await library.files(id)) {
    zip.addReadStreamLazy(name, (give) => give(null, createReadStream(join(folder, name))));
  }
  zip.end();
  const stream = Readable.toWeb(Readable.from(zip.outputStream)) as ReadableStream<Uint8Array>;
  return context.body(stream, 200, {
    'content-type': 'application/zip',
    'content-disposition': disposition(`${title}.zip`),
  });
}
