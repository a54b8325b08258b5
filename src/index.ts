/**
 * Talkleaf as a library: the whole job as one call (`makeLeaf`), and its parts. Times are seconds from
 * the start of the media; sentence IDs are 1 to n; failures are `AppError`.
 */
export { type LeafOutcome, makeLeaf, makeLeaves, type MakeLeafOptions } from './app/make-leaf.ts';
export type { Plan } from './app/talks/plan/plan.ts';
export type { WorkEvent, WorkResult } from './app/talks/work-result.ts';
export { AppError, type FailureCode } from './base/errors.ts';
export { type Memory, volatileMemory } from './base/memory.ts';
export { readTranscript, type ReadOptions } from './transcripts/read.ts';
export { readTalkJson, talkJson } from './leaf/talk-json.ts';
export type { ChatEvent, ChatModel, ChatRequest, ChatResult, ModelInfo } from './llm/chat-model.ts';
export { createChatModel, type CreateChatModelOptions } from './llm/create-model.ts';
export { ModelError } from './llm/failures/model-error.ts';
export type { Claim, Note, Point, Section } from './model/note.ts';
export type { Sentence } from './model/sentence.ts';
export type { Source } from './model/source.ts';
export { type Counts, countTalk, isComplete, type Talk } from './model/talk.ts';
export type { TalkContext, Term } from './model/term.ts';
export type { Seconds } from './model/time.ts';
export type { Cue, Transcript, Word } from './model/transcript.ts';
export type { Line, LineFlag } from './model/translation.ts';
export type { Price, Usage } from './model/usage.ts';
export { type Estimate, estimateWork } from './pipeline/estimate.ts';
export type { TalkEvent } from './pipeline/events.ts';
export { makeTalk, type MakeTalkTools } from './pipeline/make-talk.ts';
export { prepare, type Prepared } from './pipeline/prepare.ts';
export type { FormatName } from './pipeline/format-names.ts';
export { renderFiles } from './pipeline/render.ts';
export type { TalkRequest } from './pipeline/talk-request.ts';
export { modelPunctuator } from './restore/ask-marks.ts';
export type { Punctuator } from './restore/punctuator.ts';
export { restore, type Restored, type RestoreOptions } from './restore/restore.ts';
