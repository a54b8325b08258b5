import { isChinese } from '../../model/language.ts';
import type { Cue, Transcript } from '../../model/transcript.ts';
import { rewritten, scriptConverter } from '../../text/languages/chinese-script.ts';
import { detectLanguage } from '../../text/languages/detect-language.ts';

/** A transcript with what is in Chinese in simplified characters; any other language stays as it is. */
export async function inSimplified(transcript: Transcript): Promise<Transcript> {
  const { cues, language } = transcript;
  const main = language ?? (await detectLanguage(cues.map((cue) => cue.text).join(' ')));
  const convert = await scriptConverter('simplified');
  const write = (cue: Cue): Cue => {
    if (!isChinese(cue.language ?? main)) return cue;
    const own = rewritten(cue, convert);
    return cue.language === undefined ? own : { ...own, language: 'zh' };
  };
  return { ...transcript, cues: cues.map(write), language: isChinese(main) ? 'zh' : main };
}
