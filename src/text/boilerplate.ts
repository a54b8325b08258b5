import type { Cue } from '../model/transcript.ts';

/**
 * Credits and sign-offs that Whisper models learnt from subtitle files and write into silence; nobody
 * says them in a talk. Reported again and again in the issue trackers of tools built on Whisper.
 */
const NEVER_SAID = [
  /(?:amara|opensubtitles)\s*\.?\s*org/i,
  /明[镜鏡][与與]点点/,
  /请不吝点赞|請不吝點贊/,
  /优优独播剧场|優優獨播劇場/,
  /^(?:中文)?字幕(?:由.{1,20}(?:提供|[製制]作)|志[愿願]者|提供|[製制]作|by\b|[组組][:：\s]?\S{0,6}$)/i,
  /dimatorzok/i,
  /редактор субтитров|субтитры (?:сделал|создавал|подогнал)/i,
  // A name follows: "Subtitles by default are off" is said.
  /^[Ss]ubtitles? (?:by|provided by|created by) (?:the )?\p{Lu}/u,
  // Nor is "Transcription by RNA polymerase" a credit.
  /^transcri(?:bed|ption|pts?) (?:provided by|by (?:https?:|\S+\.(?:ai|com|org)\b|eso\b|rev\b|otter\b))/i,
  /castingwords/i,
  /^untertitel(?:ung)?[ .]+(?:im auftrag|(?:der|des)? ?(?:zdf|ard|br|swr|ndr|wdr|mdr|orf|srf)\b)/i,
  /^Untertitel(?:ung)? von \p{Lu}\S+ \p{Lu}\S+$/u,
  /sous-titr(?:es|age) (?:réalisés|st'? ?501|société)/i,
  /^[Ss]ous-titr(?:es|age) par \p{Lu}/u,
  /sottotitoli (?:creati|a cura)/i,
  /legendas pela comunidade/i,
  /subtítulos (?:realizados|por la comunidad)/i,
];

/** Said by people too: doubted only where the recogniser itself found silence. */
const SAID_AT_TIMES = [
  /^(?:thanks?(?: you)?(?: (?:so|very) much)?(?: for (?:watching|listening))?)[.!]*$/i,
  /^(?:please )?(?:like|subscribe).{0,40}(?:channel|video)/i,
  /^see you (?:in the )?next (?:time|video)[.!]*$/i,
  /ご視聴(?:いただき)?ありがとうございました/,
  /시청해\s*주셔서 감사합니다/,
  /谢谢(?:大家|观看|收看)|謝謝(?:大家|觀看|收看)/,
  /продолжение следует/i,
];

/** From this no-speech ratio on, a recogniser says that it heard silence (Whisper's own threshold). */
const SILENCE = 0.6;
/** A longer cue says more than a credit does, in characters. */
const LONGEST = 120;

/** True when a cue is a stock phrase that recognisers hear in silence. */
export function boilerplateIn(cue: Pick<Cue, 'text' | 'noSpeech'>): boolean {
  const text = cue.text.trim();
  if (text.length > LONGEST) return false;
  if (NEVER_SAID.some((pattern) => pattern.test(text))) return true;
  return (cue.noSpeech ?? 0) >= SILENCE && SAID_AT_TIMES.some((pattern) => pattern.test(text));
}
