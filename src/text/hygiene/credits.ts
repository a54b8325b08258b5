import { once } from '../../base/once.ts';

/** A name as credits give it: one to four words with capitals. */
const NAME = String.raw`\p{Lu}[\p{L}\p{M}.’'-]*(?:\s(?:\p{Lu}[\p{L}\p{M}.’'-]*|van|von|de|da|di)){0,3}`;
/** Names and sites of those who make subtitles; nobody says them but in a credit. */
const MAKERS =
  '(?:amara|opensubtitles)\\s?\\.?\\s?org|castingwords|transcription outsourcing|uga extension office|beadaholique\\.com|pissedconsumer\\.com|dimatorzok|authorwave|zeoranger|btistudios|steamteamextra|' +
  'soustitreur|qtss|swisstxt|scandinavian text service|svensktextning|addic7ed|tvsubtitles|bf-watch|yoyo television|' +
  'ghiền mì gõ|johnyx|alimmenta|multi-moto|(?:www\\.)?mooji\\.org|www\\.(?:fema\\.gov|engvid\\.com|un\\.org)';
/** Broadcasters whose credit is a name and a year. */
const STATIONS =
  'zdf|ard|wdr(?: mediagroup)?|ndr|swr|mdr|rbb|orf|srf|arte|funk|bbc|itv|npo|nos|rtl|tv gelderland|omroep \\p{L}+|nrk|svt|yle|rai|rtve|tf1|mbc|kbs|sbs|ytn|nhk|tvp';
/** Who made a Chinese song. */
const SONG = '(?:作[词詞曲]|填[词詞]|[词詞]曲|[编編]曲|演唱|[监監][制製])';

const EDGE = String.raw`[\s♪*()\[\]©“”".!。-]*`;
const whole = (pattern: string): RegExp => new RegExp(`^${EDGE}(?:${pattern})${EDGE}$`, 'iu');
/** Names need their capitals, so these are told by case. */
const named = (pattern: string): RegExp => new RegExp(`^${EDGE}(?:${pattern})${EDGE}$`, 'u');

/** Patterns of credits that all have a sign in them, which nearly all that is said has not. */
export type Credits = {
  readonly sign: RegExp;
  /** Made when they are asked for: making and compiling all of them takes longer than reading a talk. */
  readonly patterns: () => readonly RegExp[];
};

function withSign(sign: string, patterns: () => readonly RegExp[]): Credits {
  return { sign: new RegExp(sign, 'iu'), patterns: once(patterns) };
}

/**
 * Credits that speech recognisers learnt from subtitle files and write into silence; nobody says them in a
 * talk. Reported again and again in the issue trackers of tools built on Whisper, in the languages of most
 * talks. A pattern is of one writing; it covers a whole text, or names a maker: "Subtitles by default are off" is said.
 */
export const CREDITS: readonly Credits[] = [
  withSign(MAKERS, () => [new RegExp(`(?:^|[^\\p{L}])(?:${MAKERS})(?!\\p{L})`, 'iu')]),
  withSign(`(?:${STATIONS})(?: für funk)?,? (?:19|20)\\d\\d|copyright|©`, () => [
    whole(`(?:copyright\\s*)?(?:${STATIONS})(?: für funk)?,? (?:19|20)\\d\\d`),
    named(`(?:Copyright|COPYRIGHT)(?: ©| by)? ${NAME},? (?:19|20)\\d\\d`),
    /^\s*©\s*[\p{Lu}\d].{0,60}$/u,
  ]),
  withSign('reserv|réserv|vorbehalten|zastrzeż|satsang|защищены', () => [
    whole(
      'all rights reserved|alle rechte vorbehalten|tous droits réservés|todos (?:los derechos|os direitos) reservados|wszystkie prawa zastrzeżone|satsang with mooji',
    ),
    whole('все права защищены'),
  ]),
  // English
  withSign('transla|subtitle|caption|transcri', () => [
    /^(?:eso\.? )?transla(?:ted|tion) by —$/iu,

    // English
    named(
      `(?:Subtitles?|Captions?|Captioned|Subtitled|Closed captions?|Closed captioning) (?:by|provided by|created by|made by|edited by) (?:the )?${NAME}(?: (?:community|team|\\w+\\.\\w+))?`,
    ),
    named(
      `(?:Translated|Translation|Translation and subtitles|Transcribed|Transcription) by (?:the )?\\p{Lu}\\p{Ll}+ \\p{Lu}[\\p{L}.’'-]+`,
    ),
    // Nor is "Transcription by RNA polymerase" a credit.
    /^transcri(?:bed|ption|pts?) (?:provided by \p{L}+ \p{L}+(?:, \S+)?$|by (?:https?:|\S+\.(?:ai|com|org)\b|eso\b|rev\b|otter\b))/iu,
    named(`Transcript (?:by )?\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+`),
  ]),
  // German, Dutch, Swedish, Norwegian, Danish, Finnish
  withSign(
    'untertitel|ondertitel|vertaling|undertext|textning|översättning|svensk|tekst|overs[eæ]t|suomen|käännös',
    () => [
      /^untertitel(?:ung)?[ .:]+(?:im auftrag|(?:der|des)? ?(?:zdf|ard|br|swr|ndr|wdr|mdr|orf|srf)\b)/iu,
      named(`Untertitel(?:ung)?(?: von|:| by) \\p{Lu}\\p{L}+ ${NAME}`),
      named(
        `(?:Ondertiteld|Ondertitels?|Ondertiteling|Vertaling)(?: ingediend)?(?: door| van|:) (?:de |het )?${NAME}(?: gemeenschap| (?:19|20)\\d\\d)?`,
      ),
      named(`(?:Undertexter|Textning|Översättning|Svensk text|Svenska texter)(?: av|:) ${NAME}`),
      named(
        `(?:Teksting|Tekstet|Undertekster?|Norsk tekst|Danske tekster|Dansk tekst|Oversettelse|Oversættelse)(?: av| af|:) ${NAME}`,
      ),
      named(`(?:Suomennos|Tekstitys|Suomentanut|Käännös ja tekstitys):? ${NAME}`),
    ],
  ),
  // French, Spanish, Portuguese, Italian, Romanian
  withSign('sous-titr|tradu|subt[íi]tul|legenda|sottotitol|subtitrar', () => [
    /^sous-titr(?:es|age) (?:réalisée?s? par (?:la communauté|\p{L}+ \p{L}+$)|st['’]? ?501|société|fr\b|mfp)/iu,
    named(`(?:Sous-titr(?:es|age)|Traduction|Traduction et sous-titrage)(?: par|:) ${NAME}`),
    /^subtítulos (?:realizados )?por la comunidad/iu,
    named(`(?:Subt[íi]tul(?:os|ado)|Traducción|Traducido)(?: de| por|:) \\p{Lu}\\p{Ll}+ ${NAME}`),
    /^legendas? pela comunidade/iu,
    named(
      `(?:Legendas?|Tradução|Transcrição e [Ll]egendas)(?: por| de|:)? \\p{Lu}\\p{Ll}+ ${NAME}`,
    ),
    /^sottotitoli (?:creati dalla comunità|e revisione a cura|a cura di \p{L}+)/iu,
    named(`(?:Sottotitoli|Traduzione)(?: di|:) \\p{Lu}\\p{Ll}+ ${NAME}`),
    named(`(?:Subtitrarea?|Traducerea?)(?: și adaptarea)?(?: de|:) ${NAME}`),
  ]),
  // Polish, Czech, Slovak, Hungarian, Greek, Turkish
  withSign(
    'napisy|tłumaczenie|tekst|titulky|p[řr]eklad|felirat|magyar|fordított|υπότιτλοι|altyaz|alt yaz|çeviri',
    () => [
      named(
        `(?:Napisy|Tłumaczenie|Tekst polski)(?: stworzone przez| wykonał[aei]?| autorstwa|:) ?${NAME}`,
      ),
      named(`(?:Titulky|Překlad|Preklad)(?: vytvořila?| vytvorila?| přeložila?|:) ?${NAME}`),
      named(`(?:Feliratok?|Felirat|Magyar szöveg|Fordította)(?: készítette|:) ?${NAME}`),
      named(`Υπότιτλοι(?: από|:)? \\p{Lu}[\\p{L}.]+(?: \\p{Lu}[\\p{L}.]+)?`),
      named(`(?:Altyazı|Çeviri|Çeviri ve [Aa]ltyazı|Alt yazı):? (?:\\p{Lu}\\.? ?){1,3}`),
      named(`(?:Altyazı|Çeviri|Çeviri ve [Aa]ltyazı)(?: çevirmeni)?: ?${NAME}`),
    ],
  ),
  // Russian, Ukrainian
  withSign('субтитр|корректор', () => [
    named(
      `(?:Субтитры|субтитры) (?:сделала?|создавала?|создала?|подогнала?|подготовила?|делала?|добавила?) ${NAME}`,
    ),
    named(`(?:Редактор субтитров|Корректор) \\p{Lu}\\.\\s?\\p{Lu}.{1,40}`),
    named(`(?:Субтитрувальниц[яі]|Субтитри зробила?|Субтитри створила?) ${NAME}`),
  ]),
  // Arabic, Persian, Hebrew, Hindi
  withSign('نانسي|ترجمة|زیرنویس|תרגום|תורגם|כתוביות', () => [
    /نانسي قنق[رن]/u,
    /^(?:ترجمة|الترجمة) (?:وتدقيق|وتعديل|ومزامنة)/u,
    /^زیرنویس (?:شده )?(?:توسط|:) ?\S+(?: \S+){0,2}$/u,
    /^(?:תרגום וסנכרון|תורגם וסונכרן)|^(?:כתוביות|תרגום)(?: על ידי|:| ע["״]י) ?\S+(?: \S+){0,2}$/u,
  ]),
  // Chinese
  withSign(
    `${SONG}|字幕|明[镜鏡]|不吝|播[剧劇]|翻[译譯]|校[对對]|[时時][间間][轴軸]|后期|[压壓]制|[听聽][译譯]`,
    () => [
      /明[镜鏡][与與]?[点點][点點]/u,
      /[请請]不吝[点點][赞贊讚]/u,
      /[优優][优優][独獨]播[剧劇][场場]/u,
      /^(?:中文|小[编編])?字幕(?:由.{1,20}(?:提供|[製制]作|生成)|志[愿願]者(?:提供|\s?\p{sc=Han}{0,4})|提供(?:[:：].{1,20})?|[製制]作(?:[:：].{1,20})?|\s?by\s?\S{1,20}|[组組][:：\s]?\S{0,6})$/iu,
      /^本(?:节目|節目|期|视频|視頻|片)?(?:的)?字幕(?:由|為|为).{0,24}(?:生成|制作|製作|识别|識別|提供)$/u,
      new RegExp(`^${SONG}(?:[\\s·・/、&]+${SONG})+[\\s·・:：]+[\\p{sc=Han}\\s]{2,12}$`, 'u'),
      new RegExp(`^${SONG}(?:\\s?[:：]\\s?\\p{sc=Han}{2,4}|\\s?李宗盛)$`, 'u'),
      /^(?:(?:翻[译譯]|校[对對]|[时時][间間][轴軸]|后期|[压壓]制|听[译譯]|聽[译譯])\s?[:：]\s?\S{1,12}\s*){2,}$/u,
    ],
  ),
  // Japanese, Korean
  withSign('字幕|뉴스|자막', () => [
    /^字幕(?:制作|協力|提供)?\s?[:：/]\s?\S{1,20}$/u,
    /^字幕視聴/u,
    /^(?:MBC|KBS|SBS|YTN|JTBC)\s?뉴스\s?\S{2,5}(?:입니다)?\.?$/u,
    /^(?:한글\s?)?자막\s?(?:by\s?\S{1,20}|제공 및 광고.{0,20}|제작\s?[:：]\s?\S{1,20}|[:：]\s?\S{1,20})$/iu,
  ]),
  // Vietnamese, Thai, Indonesian
  withSign('phụ đề|คำบรรยาย|ซับไทย|terjemah|subtitle', () => [
    named(`Phụ đề(?: được thực hiện)?(?: bởi|:) ${NAME}`),
    /^(?:คำบรรยาย|ซับไทย)(?:โดย|\s?:)\s?\S{1,30}$/u,
    named(`(?:Subtitle|Terjemahan|Diterjemahkan)(?: oleh|:) ${NAME}`),
  ]),
];

/** Whether a text is a credit, or names a maker of subtitles. */
export function isCredit(text: string): boolean {
  return CREDITS.some(
    ({ sign, patterns }) => sign.test(text) && patterns().some((pattern) => pattern.test(text)),
  );
}
