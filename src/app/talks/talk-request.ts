import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Memory } from '../../base/memory.ts';
import { editsIn } from '../../leaf/talk-json.ts';
import type { Edit } from '../../model/edit.ts';
import { translatedFrom } from '../../model/own-language.ts';
import type { KeptCue } from '../../model/talk.ts';
import type { Cue } from '../../model/transcript.ts';
import { editedTerms, editSentences } from '../../pipeline/edits/apply-edits.ts';
import { prepare } from '../../pipeline/prepare.ts';
import type { TalkRequest } from '../../pipeline/talk-request.ts';
import { aboutTalk } from '../../text/about-talk.ts';
import { writtenTag } from '../../text/languages/detect-language.ts';
import { gatherTerms } from '../inputs/glossary.ts';
import { inSimplified } from '../inputs/in-simplified.ts';
import { isVideo } from '../inputs/media-names.ts';
import { type Input, linkFrom } from '../inputs/read-input.ts';
import { spokenLanguage } from '../inputs/spoken-language.ts';
import type { Settings } from '../settings/settings.ts';

export type RequestOptions = {
  readonly settings: Settings;
  readonly translation: boolean;
  readonly note: boolean;
  /** The folder of the talk, for the link to its recording. */
  readonly folder: string;
  readonly memory: Memory;
  readonly retriesMarked?: boolean | undefined;
};

/** Turns an input into what is asked of the pipeline. Throws `GLOSSARY_BAD` and its like. */
export async function talkRequest(
  input: Input & { readonly bare?: number },
  options: RequestOptions,
): Promise<TalkRequest> {
  const { settings, folder, memory } = options;
  const transcript = settings.simplified ? await inSimplified(input.transcript) : input.transcript;
  const { sentences: heard, cues, warnings } = prepare(transcript);
  const edits = await editsOf(folder);
  const sentences = editSentences(heard, edits);
  const told = settings.from ?? transcript.language;
  const text = sentences.map((sentence) => sentence.text).join(' ');
  const from = told ? writtenTag(told, text) : await spokenLanguage(sentences, memory);
  return {
    title: input.title,
    source: {
      name: input.name,
      ...(input.url !== undefined && { url: input.url }),
      ...(input.media !== undefined && {
        media: linkFrom(folder, input.media),
        video: isVideo(input.media),
      }),
      ...(input.published && { published: input.published }),
      ...(input.text && { text: input.text }),
    },
    about: aboutTalk(input.title, input.published),
    sentences,
    ...(keepsCues(input, settings) && { cues: keptCues(cues, transcript.sounds) }),
    from,
    to: settings.to,
    timed: transcript.timed,
    glossary: [...editedTerms(edits, settings.to), ...(await gatherTerms(settings))],
    style: settings.style,
    bare: input.bare,
    translation:
      options.translation && translatedFrom(sentences, { from, to: settings.to }) !== undefined,
    note: options.note,
    noteStyle: settings.noteStyle,
    verify: settings.verify,
    review: settings.review,
    ...(edits.length > 0 && { edits }),
    retriesMarked: options.retriesMarked,
    warnings,
  };
}

/** What a person put right in a talk's folder. */
async function editsOf(folder: string): Promise<Edit[]> {
  return editsIn(await readFile(join(folder, 'talk.json'), 'utf8').catch(() => ''));
}

/** Longer cues are paragraphs with a time before them, as meeting services write them; a recogniser's are at most so long. In seconds. */
const LONGEST_CUE = 30;

/**
 * Whether subtitles keep the cues that came in. By default those of a file that somebody gave, or that people wrote for a
 * site, are kept. What was heard was cut by nobody: automatic captions change in the middle of a phrase, every few words.
 */
function keepsCues({ transcript, text }: Input, { cues: wanted }: Settings): boolean {
  if (!transcript.timed) return false;
  if (wanted) return wanted === 'keep';
  const isHeard = text?.by === 'recogniser' || text?.isAutomatic === true;
  const short = transcript.cues.filter(({ start, end }) => end - start <= LONGEST_CUE);
  return !isHeard && transcript.isCopy !== true && short.length * 2 > transcript.cues.length;
}

function keptCues(cues: readonly Cue[], sounds: readonly Cue[] = []): KeptCue[] {
  const noted = sounds.map((cue): KeptCue => ({ ...cue, isSound: true }));
  return [...cues, ...noted].toSorted((a, b) => a.start - b.start);
}
