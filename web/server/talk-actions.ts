import type { TalkSummary } from '../../src/server/contract.ts';
import { ask } from './ask.ts';

export async function cancelTalk(id: string): Promise<TalkSummary> {
  return await ask<TalkSummary>(`/api/talks/${id}/cancel`, { method: 'POST' });
}

/** What is doubtful in a talk is asked for once more; else what is missing. */
export async function retryTalk({ id, status }: TalkSummary): Promise<TalkSummary> {
  const marked = status === 'marked' ? '?marked=true' : '';
  return await ask<TalkSummary>(`/api/talks/${id}/retry${marked}`, { method: 'POST' });
}

export async function tagTalk(id: string, tags: readonly string[]): Promise<TalkSummary> {
  return await ask<TalkSummary>(`/api/talks/${id}`, { method: 'PATCH', body: { tags } });
}

export async function removeTalk(id: string): Promise<void> {
  await ask<undefined>(`/api/talks/${id}`, { method: 'DELETE' });
}

/** Whether there is work on it, or will be. */
export function isUnderWay({ status }: Pick<TalkSummary, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** Whether there is something to read. */
export function isReadable({ status }: Pick<TalkSummary, 'status'>): boolean {
  return status === 'done' || status === 'marked' || status === 'bare';
}
