import type { Talk } from '../model/talk.ts';
import { flat, joinSentences } from './shown/flat-text.ts';
import { fullText } from './shown/full-text.ts';
import { shownText } from './shown/marked-source.ts';
import { noteWords } from './words/note-words.ts';

/** The full source text as plain paragraphs with an empty line between them. Misheard names are put right. */
export function transcriptText(talk: Talk): string {
  const words = noteWords(talk.language);
  const paragraphs = fullText({ ...talk, note: undefined }).flatMap((part) => part.paragraphs);
  const texts = paragraphs.map(({ speaker, sentences }) => {
    const said = sentences.map(({ sentence }) => {
      const text = flat(shownText(sentence)).trim();
      return sentence.doubt === undefined ? text : `[${text} — ${words[sentence.doubt]}]`;
    });
    const label = speaker?.trim() ? `${flat(speaker).trim()}: ` : '';
    return label + joinSentences(said);
  });
  return `${texts.join('\n\n')}\n`;
}
