import { z } from 'zod';

import { parseJson } from '../base/json.ts';
import { ReasonError } from '../base/reason-error.ts';
import type { Send } from '../network/network.ts';
import { follow, type WantedFile } from './fetch-file.ts';
import { filesForParts, type ModelEntry } from './model-entry.ts';

/** Where the sherpa-onnx project keeps its models, one repository each. */
const OWNER = 'csukuangfj';

/** The model hub by its mirror for mainland China and by its own address, which share their paths. */
export const HUB_MIRRORS: readonly string[] = ['https://hf-mirror.com', 'https://huggingface.co'];

/** A file's address at a mirror. */
export function fileAddress(mirror: string, model: ModelEntry, file: string): string {
  return `${mirror.replace(/\/+$/, '')}/${repositoryOf(model)}/resolve/main/${file}`;
}

function repositoryOf({ owner = OWNER, folder }: ModelEntry): string {
  return `${owner}/${folder}`;
}

const Listing = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.number(),
    /** Git's name of the content, for what is stored in Git itself. */
    oid: z.string().optional(),
    /** Large files: `oid` is the SHA-256. */
    lfs: z.object({ oid: z.string(), size: z.number() }).nullish(),
  }),
);

/** Longest wait for a listing, in milliseconds. */
const LISTING_MS = 30_000;

/**
 * The files of a model with length and checksum, as a mirror's own listing tells them. Throws a plain error
 * whose message says why this mirror does not.
 */
export async function filesAtHub(
  mirror: string,
  model: ModelEntry,
  { send, signal }: { readonly send: Send; readonly signal?: AbortSignal | undefined },
): Promise<WantedFile[]> {
  const tree = `${mirror.replace(/\/+$/, '')}/api/models/${repositoryOf(model)}/tree/main`;
  const url = model.parts.includes('tokenizer') ? `${tree}?recursive=true` : tree;
  const limit = AbortSignal.timeout(LISTING_MS);
  const response = await follow(url, send, {
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  const listing = Listing.safeParse(parseJson(await response.text()));
  if (!response.ok)
    throw new ReasonError(
      `it answered with status ${response.status}`,
      `返回状态 ${response.status}`,
    );
  if (!listing.success) throw new ReasonError('it does not list its files', '没有给出文件列表');
  const files = listing.data.filter((each) => each.type === 'file');
  const names = filesForParts(
    files.map((file) => file.path),
    model.parts,
  );
  if (!names) throw new ReasonError('it does not have all files of the model', '模型文件不全');
  return names.map((name) => {
    const file = files.find((each) => each.path === name);
    if (file?.lfs) return { name, bytes: file.lfs.size, sha256: file.lfs.oid };
    return { name, bytes: file?.size ?? 0, gitSha1: file?.oid };
  });
}
