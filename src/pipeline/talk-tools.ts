import type { Memory } from '../base/memory.ts';
import type { ChatModel } from '../llm/chat-model.ts';

/** What the world provides for the work on a talk. */
export type TalkTools = {
  /** Absent when there is none: the talk is then its transcript only. */
  readonly model?: ChatModel | undefined;
  /** Asked for lines the first one could not translate, judges its note and reviews its translation. */
  readonly second?: ChatModel | undefined;
  /** Where finished work is kept. */
  readonly memory: Memory;
  readonly signal?: AbortSignal | undefined;
};

/** Who reads the talk and takes notes: the second model where the first does nothing but translate. */
export function readerOf({
  model,
  second,
}: Pick<TalkTools, 'model' | 'second'>): ChatModel | undefined {
  return model?.info.role === 'translator' ? second : model;
}

/** The same with a model. */
export type ModelTools = TalkTools & { readonly model: ChatModel };
