import type { Note } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { type Talk, TALK_SCHEMA } from '../model/talk.ts';
import { NO_CONTEXT, type TalkContext } from '../model/term.ts';
import type { Line } from '../model/translation.ts';
import { introductionOf } from '../notes/checks/introduction.ts';
import { applyEdits } from './edits/apply-edits.ts';
import type { TalkRequest } from './talk-request.ts';

/** What was made of a request. */
type Made = {
  readonly context: TalkContext;
  readonly sentences: readonly Sentence[];
  readonly model?: string | undefined;
  readonly translation?: readonly Line[] | undefined;
  readonly note?: Note | undefined;
};

/** The talk that was asked for, with what a person put right in it. */
export function talkOf(request: TalkRequest, made: Made): Talk {
  const { context, sentences, model, translation, note } = made;
  const talk: Talk = {
    schema: TALK_SCHEMA,
    title: request.title,
    source: request.source,
    language: request.from,
    target: request.to,
    timed: request.timed,
    duration: request.timed ? (sentences.at(-1)?.end ?? 0) : 0,
    ...introductionOf(context, { ...request, sentences }),
    terms: context.terms,
    sentences,
    ...(request.cues && { cues: request.cues }),
    translation,
    note,
    model,
    warnings: request.warnings,
  };
  return applyEdits(talk, request.edits ?? []);
}

/** The talk as it is before any model is asked. */
export function transcriptOf(request: TalkRequest): Talk {
  return talkOf(request, { context: NO_CONTEXT, sentences: request.sentences });
}
