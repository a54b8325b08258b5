import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { fingerprint } from '../../../base/hash.ts';
import { parseJson } from '../../../base/json.ts';
import { VERSION } from '../../../base/version.ts';
import type { ModelInfo } from '../../../llm/chat-model.ts';
import type { Talk } from '../../../model/talk.ts';
import type { TalkEvent } from '../../../pipeline/events.ts';
import type { TalkRequest } from '../../../pipeline/talk-request.ts';
import { MADE, type Place } from './place.ts';

const Made = z.object({
  of: z.string(),
  talk: z.custom<Talk>((value) => typeof value === 'object' && value !== null),
});

/** What a talk is made of. */
export type Ingredients = {
  readonly request: TalkRequest;
  readonly model?: ModelInfo | undefined;
  readonly second?: ModelInfo | undefined;
};

/**
 * The talk that an earlier run of this version made of the very same, whole or without asking anything: the journal
 * would answer everything again. So its lines and points need not be checked and put together once more. `undefined` where
 * there is none.
 */
export async function madeBefore(given: Ingredients, { folder }: Place): Promise<Talk | undefined> {
  const text = await readFile(join(folder.inner, MADE), 'utf8').catch(() => '');
  const made = text === '' ? undefined : Made.safeParse(parseJson(text)).data;
  if (!made || made.of !== nameOf(given)) return undefined;
  return { ...made.talk, cues: given.request.cues };
}

/** Keeps what was made for the next run. */
export async function keepMade(talk: Talk, given: Ingredients, { folder }: Place): Promise<void> {
  const of = nameOf(given);
  if (of === undefined) return;
  // Cues that were one on the screen share what says so, which a file cannot tell; the request has them.
  const kept = { ...talk, cues: null };
  const { default: writeFileAtomic } = await import('write-file-atomic');
  // Without it the next run only takes longer.
  await writeFileAtomic(join(folder.inner, MADE), JSON.stringify({ of, talk: kept })).catch(
    () => undefined,
  );
}

/** Forgets it: what is asked from now on may change it. */
export async function forgetMade({ folder }: Place): Promise<void> {
  await rm(join(folder.inner, MADE), { force: true });
}

/** Tells of a talk as its making did. */
export function* retold({ topic, terms, translation, note }: Talk): Generator<TalkEvent> {
  yield { type: 'step-start', step: 'context' };
  yield { type: 'context-found', topic, terms: terms.length };
  yield { type: 'step-end', step: 'context' };
  if (translation) {
    yield { type: 'step-start', step: 'translate' };
    for (const line of translation) yield { type: 'line-translated', line, isKept: true };
    yield { type: 'step-end', step: 'translate' };
  }
  if (!note) return;
  yield { type: 'step-start', step: 'note' };
  yield { type: 'outline-made', title: note.title, sections: note.sections.length };
  for (const section of note.sections) yield { type: 'section-noted', section };
  yield { type: 'step-end', step: 'note' };
}

/** `undefined` for what is to be made anew: a second try at what is marked, and what a person put right, cues included. */
function nameOf({ request, model, second }: Ingredients): string | undefined {
  if (request.retriesMarked || (request.edits?.length ?? 0) > 0) return undefined;
  const asked = [model, second].map((info) => info && fixedOf(info));
  return fingerprint(VERSION, request, asked);
}

/** A model without what changes while it is asked. */
function fixedOf(info: ModelInfo): Partial<ModelInfo> {
  const { id, host, window, maxOutput, family, thinking, size, role } = info;
  return { id, host, window, maxOutput, family, thinking, size, role };
}
