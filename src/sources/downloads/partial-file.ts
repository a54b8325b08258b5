import { type FileHandle, open, readFile, rename, rm, writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { AppError } from '../../base/errors.ts';
import type { GrowingFile } from '../../base/growing-file.ts';
import { parseJson } from '../../base/json.ts';
import { systemCode, systemReason } from '../../base/system-reason.ts';
import type { AnswerHead } from './link-answer.ts';

const MarkShape = z.object({ version: z.string(), total: z.number().optional() });

/** A file that has arrived in part. What is known of its version stands beside it, so that a later run can go on. */
export class PartialFile {
  readonly #path: string;
  readonly #file: FileHandle;
  #size: number;
  #head: Omit<AnswerHead, 'from'>;
  #growing: GrowingFile | undefined;

  private constructor(path: string, file: FileHandle, known: { size: number; head: AnswerHead }) {
    this.#path = path;
    this.#file = file;
    this.#size = known.size;
    this.#head = known.head;
  }

  /** Opens `path.part`, with what an earlier run left where its version is known, else empty. */
  static async open(path: string): Promise<PartialFile> {
    const mark = MarkShape.safeParse(
      parseJson(await readFile(markOf(path), 'utf8').catch(() => '')),
    ).data;
    const file = await open(partOf(path), 'a').catch((cause: unknown) => {
      throw diskFailure(path, cause);
    });
    if (!mark) await file.truncate(0);
    const { size } = await file.stat();
    return new PartialFile(path, file, { size, head: { from: 0, ...mark } });
  }

  /** Bytes that have arrived. */
  get size(): number {
    return this.#size;
  }

  /** Length of the whole in bytes, where the server said it. */
  get total(): number | undefined {
    return this.#head.total;
  }

  /** What `If-Range` is to say; `undefined` when the download must begin anew. */
  get version(): string | undefined {
    return this.#size > 0 ? this.#head.version : undefined;
  }

  get isWhole(): boolean {
    return this.#head.total === undefined || this.#head.total === this.#size;
  }

  /** Whether an answer brings the next bytes of the same file. */
  isContinuedBy(head: AnswerHead): boolean {
    const isSame = head.version === undefined || head.version === this.#head.version;
    const isAsLong =
      head.total === undefined || this.total === undefined || head.total === this.total;
    return this.#size > 0 && head.from === this.#size && isSame && isAsLong;
  }

  /** From now on tells of what arrives, and of what is dropped. */
  tell(growing: GrowingFile | undefined): void {
    this.#growing = growing;
  }

  /** Drops what has arrived and begins with another version. */
  async restart(head: Omit<AnswerHead, 'from'> = {}): Promise<void> {
    if (this.#size > 0) this.#growing?.lose();
    await this.#file.truncate(0);
    this.#size = 0;
    this.#head = head;
    const mark = { version: head.version, total: head.total };
    if (head.version === undefined) await rm(markOf(this.#path), { force: true });
    else await writeFile(markOf(this.#path), JSON.stringify(mark));
  }

  async append(bytes: Uint8Array): Promise<void> {
    try {
      await this.#file.appendFile(bytes);
    } catch (cause) {
      throw diskFailure(this.#path, cause);
    }
    this.#size += bytes.length;
    this.#growing?.grow(partOf(this.#path));
  }

  /** Closes it under its final name. */
  async finish(path: string): Promise<void> {
    await this.#file.close();
    await rename(partOf(this.#path), path);
    await rm(markOf(this.#path), { force: true });
  }

  /** Closes it; what has arrived stays when a later run can go on with it. */
  async leave(): Promise<void> {
    await this.#file.close();
    if (this.version === undefined) await this.remove();
  }

  async remove(): Promise<void> {
    await rm(partOf(this.#path), { force: true });
    await rm(markOf(this.#path), { force: true });
  }
}

function partOf(path: string): string {
  return `${path}.part`;
}

function markOf(path: string): string {
  return `${path}.part.json`;
}

/** A file that could not be written, as DISK_FULL or FOLDER_UNWRITABLE. */
export function diskFailure(path: string, cause: unknown): AppError {
  return systemCode(cause) === 'ENOSPC'
    ? new AppError('DISK_FULL', { path }, { cause })
    : new AppError('FOLDER_UNWRITABLE', { path, reason: systemReason(cause) }, { cause });
}
