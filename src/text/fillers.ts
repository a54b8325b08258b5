/** Sounds and set phrases a translation leaves out. */
const FILLERS =
  /(?<![\p{L}'])(?:u+h+|u+m+|e+r+m*|a+h+|h+m+|mm+|you know|i mean|kind of|sort of|like|okay|ok|yeah|right|well|so|actually|basically|well)(?![\p{L}'])[,.…]?|[嗯呃啊哦唔]+[，。]?|这个这个|那个那个|就是说|えーと?|あのー?|ええと/giu;

/** A line without the fillers of speech, for measuring how much there is to translate. */
export function withoutFillers(text: string): string {
  return text.replace(FILLERS, ' ').replace(/\s+/g, ' ').trim();
}
