/** Sounds and set phrases a translation always leaves out. */
const NOISE =
  /(?<![\p{L}'])(?:u+h+|u+m+|e+r+m*|a+h+|h+m+|mm+|you know|i mean|kind of|sort of)(?![\p{L}'])[,.…]*|[嗯呃啊哦唔]+[，。、]?|这个这个|那个那个|就是说|えーと?|あのー?|ええと/giu;
/** Words that are fillers only where they stand apart: at the beginning or after a comma, before a comma or the end. */
const APART =
  /(?<=^|[,.;!?…—]\s*)(?:like|okay|ok|yeah|right|well|so|actually|basically|alright)(?:[,.;…]+\s*|\s*(?=[?!]|$)|\s+(?=(?:like|okay|ok|yeah|right|well|so|actually|basically|alright)\b))/giu;

/** A line without the fillers of speech, for measuring how much there is to translate. */
export function withoutFillers(text: string): string {
  const quiet = text.replace(NOISE, ' ').replace(/\s+/g, ' ').trim();
  // Taking one away may set the next one apart: "okay so right".
  const once = quiet.replace(APART, '');
  return (once === quiet ? quiet : once.replace(APART, '')).replace(/\s+/g, ' ').trim();
}
