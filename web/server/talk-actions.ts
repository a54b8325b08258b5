import type { TalkSummary } from '../../src/server/contract.ts';
import { ask } from './ask.ts';

export async function cancelTalk(id: string): Promise<TalkSummary> {
  return await ask<TalkSummary>(`/api/talks/${id}/cancel`, { method: 'POST' });
}

export async function retryTalk(id: string): Promise<TalkSummary> {
  return await ask<TalkSummary>(`/api/talks/${id}/retry`, { method: 'POST' });
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
