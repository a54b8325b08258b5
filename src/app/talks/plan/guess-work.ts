import type { ModelInfo } from '../../../llm/chat-model.ts';
import { isSameLanguage } from '../../../model/language.ts';
import type { Sentence } from '../../../model/sentence.ts';
import type { Seconds } from '../../../model/time.ts';
import { estimateWork, type Estimate, type LeftToDo } from '../../../pipeline/estimate.ts';
import { stages, type WorkOptions } from '../../settings/work-options.ts';

/** A sentence of a lecture takes 8 s and about 26 tokens: 450 of them are an hour, 11,600 tokens. */
const SECONDS_A_SENTENCE = 8;
const WORDS_A_SENTENCE = 24;

/** What a recording will probably take with a model, by its length alone: 450 sentences an hour. */
export function guessWork(
  duration: Seconds,
  info: ModelInfo,
  { options, left }: { readonly options: WorkOptions; readonly left: LeftToDo },
): Estimate {
  const { to, from = 'en', verify, review } = options.settings;
  const { translation, note } = stages(options);
  const isTranslated = translation && !isSameLanguage(from, to);
  const wanted = { from, to, note, verify, review, translation: isTranslated, left };
  return estimateWork(typicalSentences(duration), info, wanted);
}

function typicalSentences(duration: Seconds): Sentence[] {
  const text = `${'word '.repeat(WORDS_A_SENTENCE - 1)}word.`;
  const count = Math.max(1, Math.round(duration / SECONDS_A_SENTENCE));
  return Array.from({ length: count }, (_, index) => {
    const start = index * SECONDS_A_SENTENCE;
    return { id: index + 1, start, end: start + SECONDS_A_SENTENCE, text, paragraph: index === 0 };
  });
}
