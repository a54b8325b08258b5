import { z } from 'zod';

import { parseJson } from '../base/json.ts';
import { ReasonError } from '../base/reason-error.ts';
import type { Send } from '../network/network.ts';
import { follow, type WantedFile } from './fetch-file.ts';
import { filesForParts, type ModelEntry } from './model-entry.ts';
import { type ModelSource, repositoryAt, revisionAt } from './model-source.ts';

/** What the hub tells of a repository (https://huggingface.co/docs/hub/api). */
const HubListing = z.array(
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

/** What ModelScope tells of one; folders are of the type "tree". */
const ModelScopeListing = z.object({
  Data: z.object({
    Files: z.array(
      z.object({
        Type: z.string(),
        Path: z.string(),
        Size: z.number(),
        Sha256: z.string().nullish(),
      }),
    ),
  }),
});

/** Longest wait for a listing, in milliseconds. */
const LISTING_MS = 30_000;

/**
 * The files of a model with length and checksum, as a source's own listing tells them. Throws a plain error whose message
 * says why this source does not.
 */
export async function filesAt(
  source: ModelSource,
  model: ModelEntry,
  { send, signal }: { readonly send: Send; readonly signal?: AbortSignal | undefined },
): Promise<WantedFile[]> {
  const limit = AbortSignal.timeout(LISTING_MS);
  const response = await follow(listingAddress(source, model), send, {
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  const answer = parseJson(await response.text());
  if (!response.ok)
    throw new ReasonError(
      `it answered with status ${response.status}`,
      `返回状态 ${response.status}`,
    );
  const listed = source.form === 'hub' ? listedByHub(answer) : listedByModelScope(answer);
  if (!listed) throw new ReasonError('it does not list its files', '没有给出文件列表');
  return filesOf(model, listed);
}

function listingAddress(source: ModelSource, model: ModelEntry): string {
  const repository = repositoryAt(source, model);
  const revision = revisionAt(source, model);
  if (source.form === 'modelscope')
    return `${source.base}/api/v1/models/${repository}/repo/files?Recursive=true&Revision=${revision}`;
  const tree = `${source.base}/api/models/${repository}/tree/${revision}`;
  return model.parts.includes('tokenizer') ? `${tree}?recursive=true` : tree;
}

function listedByHub(answer: unknown): WantedFile[] | undefined {
  return HubListing.safeParse(answer)
    .data?.filter(({ type }) => type === 'file')
    .map(({ path: name, size, oid, lfs }) =>
      lfs ? { name, bytes: lfs.size, sha256: lfs.oid } : { name, bytes: size, gitSha1: oid },
    );
}

function listedByModelScope(answer: unknown): WantedFile[] | undefined {
  return ModelScopeListing.safeParse(answer)
    .data?.Data.Files.filter(({ Type }) => Type !== 'tree')
    .map(({ Path, Size, Sha256 }) => ({
      name: Path,
      bytes: Size,
      ...(Sha256 && { sha256: Sha256 }),
    }));
}

/** The files a model consists of, among those of its repository. */
function filesOf({ files, parts }: ModelEntry, listed: readonly WantedFile[]): WantedFile[] {
  const names =
    files?.map(({ name }) => name) ??
    filesForParts(
      listed.map(({ name }) => name),
      parts,
    );
  const found = names?.map((name) => listed.find((each) => each.name === name));
  const isWhole = found?.every((file): file is WantedFile => file !== undefined) ?? false;
  if (!found || !isWhole)
    throw new ReasonError('it does not have all files of the model', '模型文件不全');
  return found.filter((file) => file !== undefined);
}
