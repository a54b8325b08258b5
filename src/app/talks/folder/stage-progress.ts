import { z } from 'zod';

import { fingerprint } from '../../../base/hash.ts';
import type { Memory } from '../../../base/memory.ts';
import { VERSION } from '../../../base/version.ts';
import type { ModelInfo } from '../../../llm/chat-model.ts';
import type { Settings } from '../../settings/settings.ts';

/** The stages that take long or cost money, and are done piece by piece. */
export type Stage = 'hear' | 'translate' | 'note';

/** How far a stage has come in whatever run: seconds of sound, sentences, sections; 0 of 0 before it began. */
export type StageProgress = {
  readonly done: number;
  readonly of: number;
  /** True when nothing of it is left to do. */
  readonly isWhole: boolean;
};

/** Where the progress of each stage is written down. */
export type StageKeys = Readonly<Record<Stage, string>>;

const Kept = z.object({ done: z.number(), of: z.number(), isWhole: z.boolean() });
const NONE: StageProgress = { done: 0, of: 0, isWhole: false };

/** What a stage's work depends on, as far as it is known before it begins. */
export type Circumstances = {
  readonly settings: Settings;
  readonly model?: ModelInfo | undefined;
  readonly second?: ModelInfo | undefined;
  /** Changes with what is to be worked on. */
  readonly content: string;
  /** The user's own terms. */
  readonly glossary: unknown;
};

/** The keys of a talk's stages: other wishes, another model or another text begin anew. */
export function stageKeys(given: Circumstances): StageKeys {
  const { settings, model, second, content, glossary } = given;
  const { from, to, speech, restore, style, review, verify, noteStyle } = settings;
  const asked = [content, from, to, restore, model?.id, model?.host, second?.id, glossary];
  return {
    hear: keyOf('hear', content, from, speech),
    translate: keyOf('translate', asked, style, review),
    note: keyOf('note', asked, verify, noteStyle),
  };
}

function keyOf(stage: Stage, ...parts: readonly unknown[]): string {
  return `progress/${fingerprint(stage, VERSION, parts)}`;
}

/** How far a stage came in earlier runs. */
export function progressOf(memory: Memory, key: string): StageProgress {
  return Kept.safeParse(memory.get(key)).data ?? NONE;
}
