import { createHash } from 'node:crypto';

import { AppError } from '../base/errors.ts';
import { type FileEnds, readEnds } from '../base/file-ends.ts';

/** A model file looked at without reading all of it. */
export type ModelFile = {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Tells one model from another: from its size, its beginning and its end. */
  readonly print: string;
  /** Its last part as single-byte characters: in ONNX files the model's own description stands there. */
  readonly ending: string;
};

/** Enough of both ends of a file to tell what it is, in bytes. */
const END_BYTES = 65_536;
/** Every ONNX file begins with field 1 of its protocol buffer, the version, as a number. */
const ONNX_START = 0x08;
/** ONNX Runtime's own form is a FlatBuffer with this name in it, four bytes from the beginning. */
const ORT_NAME = 'ORTM';

/**
 * Looks at a model file and refuses what would take the engine down or puzzle it: an empty file, a web page
 * or a Git LFS pointer in its place, an .onnx or .ort that does not begin like one. Fails with SPEECH_MODEL_DAMAGED.
 */
export async function lookAtModelFile(path: string): Promise<ModelFile> {
  const damaged = (en: string, zh: string, cause?: unknown): AppError =>
    new AppError('SPEECH_MODEL_DAMAGED', { path, reason: { en, zh } }, { cause });
  let ends: FileEnds;
  try {
    ends = await readEnds(path, END_BYTES);
  } catch (error) {
    throw damaged('it cannot be read', '无法读取', error);
  }
  const { size, head, tail } = ends;
  if (size === 0) throw damaged('it is empty', '它是空的');
  const opening = head.toString('latin1', 0, 100).trimStart().toLowerCase();
  if (/^<(?:!doctype|html|\?xml)/.test(opening))
    throw damaged(
      'it is a web page, saved in place of the model',
      '它是网页，被当作模型保存了下来',
    );
  if (opening.startsWith('version https://git-lfs'))
    throw damaged(
      'it is a Git LFS pointer, not the file itself',
      '它只是 Git LFS 指针，不是文件本身',
    );
  if (path.endsWith('.onnx') && head[0] !== ONNX_START)
    throw damaged('it is not an ONNX file', '它不是 ONNX 文件');
  if (path.endsWith('.ort') && head.toString('latin1', 4, 8) !== ORT_NAME)
    throw damaged('it is not an ORT file', '它不是 ORT 文件');
  const print = createHash('sha256').update(`${size}:`).update(head).update(tail).digest('hex');
  return { path, size, print, ending: tail.toString('latin1') };
}
