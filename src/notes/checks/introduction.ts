import type { Sentence } from '../../model/sentence.ts';
import type { TalkContext, Term } from '../../model/term.ts';
import { claimChecker } from './check-claims.ts';
import { namesOf, vocabularyOf } from './vocabulary.ts';

/** Where an introduction is to be borne out. */
export type IntroducedTalk = {
  readonly sentences: readonly Sentence[];
  /** Language spoken. */
  readonly from: string;
  /** Language of the note. */
  readonly to: string;
  /** Its title and what its publisher says of it. */
  readonly about?: string | undefined;
};

/**
 * What a reader is told at the top: the topic when it is in the note's language and says no figure that the talk
 * lacks, and those speakers whose names stand in the talk or in what its publisher says.
 */
export function introductionOf(
  { topic, speakers, terms }: TalkContext,
  { sentences, from, to, about = '' }: IntroducedTalk,
): Pick<TalkContext, 'topic' | 'speakers'> {
  // Of a talk that no model has read there is nothing to check.
  if (topic === '' && speakers.length === 0) return { topic, speakers };
  const whole = { from: sentences[0]?.id ?? 1, to: sentences.at(-1)?.id ?? 0 };
  const published: Term = { source: about, heard: [], target: about, by: 'user' };
  const vocabulary = vocabularyOf(sentences, [...terms, published]);
  return {
    topic: claimChecker(sentences, { terms, from, to }).heading(topic, whole),
    speakers: speakers.filter((speaker) =>
      namesOf(speaker, 'all').every((name) => vocabulary.knows(name)),
    ),
  };
}
