/** A language as it shows in a one-byte encoding. */
export type Alphabet = {
  /** Its letters beyond ASCII, the most frequent first. */
  readonly letters: string;
  /** Its commonest words in plain ASCII: they tell it where few letters do. */
  readonly words: string;
  /** Share of each quote, dash and the like among what it has beyond ASCII, as a ratio. @default 0.02 */
  readonly marks?: number;
};

/**
 * Letters in the order of their frequency in running text (for Latin alphabets those beyond ASCII), after the
 * tables of letter frequencies that are usual in cryptography; words are the commonest of each language.
 */
export const ALPHABETS = {
  en: {
    letters: 'éïñçèö',
    words: 'the and of to that is it you we this for are with what have not so',
    marks: 0.15,
  },
  de: {
    letters: 'üäöß',
    words: 'und der die das ist nicht ein wir es ich auf mit sie den zu dass',
  },
  fr: {
    letters: 'éèàêçâôîûùœïëü',
    words: 'le la les de des et est un une que pas pour dans nous vous on ce il',
  },
  es: { letters: 'óíáéñúü', words: 'que de la el en los se por con una para es las no lo un esto' },
  pt: {
    letters: 'ãçáéíóêúõâàô',
    words: 'que de os um uma para com do da em no na isso se mas por',
  },
  it: { letters: 'èàùòìé', words: 'che di la il per un una non sono del con si questo ma come' },
  ca: { letters: 'àéèíóòçúï', words: 'que de la el els les amb per una en no es aquest' },
  nl: { letters: 'ëéïöèüó', words: 'de het een en van is dat niet we op te in maar ook dit' },
  sv: { letters: 'äåöé', words: 'och att det som en inte med vi har av den ett om kan' },
  da: { letters: 'øåæé', words: 'og det at er en til ikke vi har for med den af som kan' },
  fi: { letters: 'äöå', words: 'ja on se ei niin kun mutta ovat me joka voi sen' },
  is: { letters: 'áíðéóúýþöæ', words: 'og er sem ekki en um til hann' },
  cs: { letters: 'íáéěýčřšžůúňťďó', words: 'je na se to ze do jsme ale jak tak pro jako si' },
  sk: { letters: 'áíéčšžýúľťňôďäóĺŕ', words: 'je na sa to do sme ale ako tak pre si' },
  pl: { letters: 'łęąóżśćńź', words: 'nie to na jest do jak ale tak co po za od tym' },
  hu: { letters: 'áéöőíüóúű', words: 'az hogy nem is egy ez de van meg csak mint' },
  ro: { letters: 'ăîâţşșț', words: 'nu este un de la care pe din cu mai sunt ca' },
  hr: { letters: 'čšžćđ', words: 'je na da se to ne za smo kako ali su od' },
  tr: { letters: 'ıüşçğöâî', words: 'bir bu ve da de ile var ama daha biz gibi olan' },
  lt: { letters: 'ėųįšąžūčę', words: 'ir kad yra tai bet ar su mes kaip' },
  lv: { letters: 'āīšēņļžūķčģ', words: 'un ir ka to par bet no mēs kas' },
  et: { letters: 'äõüöšž', words: 'ja on ei et see ka oma kui seda' },
  vi: {
    letters: 'đàôáưạơảêăấộếữướờợểệềậốủịụãúùìíóòéèâõốồổứừửựặắằẳẫầẩỏọỉĩũẽẻẹýỳ',
    words: 'cho trong khi con hai nhau theo ra',
  },
  ru: { letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё', words: '' },
  uk: { letters: 'оаиніветрсклдпмуязьгбчйїхцєжюшщфґ', words: '' },
  bg: { letters: 'аоиетнрсвлкдпмзъугябчщжцйхшюьф', words: '' },
  sr: { letters: 'аоиенрсјтуквдмлпзгбчшцжћњљхђфџ', words: '' },
  el: { letters: 'αοιετσνηυρπκμλςωγδάίόέήθύώχφβξζψϊϋΐΰ', words: '' },
  he: { letters: 'יוהלאתרשבמנםדעחקפכןגטצזסךףץ', words: '' },
  ar: { letters: 'اليمنتوربةعدسفهكحقشأجصىطخءضذثزظغإئؤآ', words: '' },
  fa: { letters: 'اینردهمتبوسشلکگزخفقعحجپصچغآطضذثظئژيكىء\u200c', words: '' },
  th: { letters: 'านรอกเงวมยลท่ดตส้ะปบคหแจพชใไขโผธุิีืำัู์็ซถภศญณฐษฟฉฝ', words: '' },
} as const satisfies Readonly<Record<string, Alphabet>>;
export type Language = keyof typeof ALPHABETS;
