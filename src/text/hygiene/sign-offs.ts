import { once } from '../../base/once.ts';

/** Stock phrases that people say too, in one language. */
export type SignOff = {
  readonly language: string;
  readonly sign: RegExp;
  /** Made when they are asked for. */
  readonly patterns: () => readonly RegExp[];
};

/**
 * How people part from the viewers of a video, and ask for their favour, which recognisers write into silence:
 * the whole of a cue. They are said as well, and so they tell nothing by themselves.
 */
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  // A bare address: who gives one in a talk says more.
  any: ['(?:for more (?:information|videos),? )?(?:please )?(?:visit )?(?:https?://|www\\.)\\S+'],
  en: [
    'thanks?(?: you)?(?: (?:all|so|very|much))* for (?:watching|listening|viewing)(?: (?:this|the|my) video)?',
    'thanks?(?: you)?(?: (?:so|very) much)?',
    '(?:please )?(?:don.t forget to )?(?:like(?:,? (?:and|comment|share|subscribe))+|subscribe)(?: to)?(?: (?:the|my|our|this))?(?: (?:channel|video))?',
    'see you (?:all )?(?:in the )?next (?:time|video|week)',
    'i.ll see you (?:guys )?(?:in the )?next (?:time|video|one)',
    'bye(?:[- ]bye)?',
  ],
  zh: [
    '(?:[谢謝]{1,2}|感[谢謝]|多[谢謝])(?:大家|各位|[您你]们?)?(?:的)?(?:观看|觀看|收看|收聽|收听|聆听)?',
    '(?:[欢歡]迎|[请請]|[记記]得)?.{0,4}(?:[订訂][阅閱]|[关關]注|[点點][赞讚贊])(?:我的?|我们的?|我們的?|本)?(?:[频頻]道|[视視][频頻])?(?:.{0,12}(?:[点點][赞讚贊]|[转轉][发發]|打[赏賞]))?',
    '(?:我们|我們)?(?:下次|下期|下回|下一期)(?:节目|節目|视频|視頻)?(?:再)?[见見]',
  ],
  ja: [
    '(?:最後まで)?ご(?:視聴|清聴|覧)(?:いただき|頂き|くださり)?(?:まして)?ありがとうござい(?:ました|ます)',
    '(?:.{0,8})?チャンネル登録(?:と高評価)?(?:を|も)?(?:ぜひ|よろしく|お願い).{0,12}',
    '(?:それでは)?(?:また)?次の?(?:動画|回)で(?:また)?お会いしましょう',
    '次回(?:も|の).{0,10}お楽しみに',
  ],
  ko: [
    '(?:오늘도 |끝까지 )?시청해\\s?주셔서 감사합니다',
    '구독(?:과|,)? ?좋아요.{0,14}',
    '다음 (?:영상|시간|주)에(?:서)? (?:만나요|뵙겠습니다|또 만나요)',
  ],
  es: [
    '(?:muchas )?gracias por ver (?:el|este|mi) v[íi]deo',
    '¡?suscr[íi]bete(?: al? (?:mi )?canal)?(?: y .{1,40})?',
    '(?:nos vemos|hasta) (?:en )?el pr[óo]ximo v[íi]deo',
    'no olvides? suscribirte.{0,30}',
  ],
  pt: [
    '(?:muito )?obrigad[oa] por assistir(?:em)?(?: .{0,20})?',
    '(?:se )?inscreva(?:-se)?(?: no (?:meu |nosso )?canal)?(?: e .{1,40})?',
    'at[ée] (?:a pr[óo]xima|o pr[óo]ximo v[íi]deo)',
  ],
  fr: [
    'merci (?:d.avoir regard[ée]|de votre attention|pour votre visionnage).{0,24}',
    'n.oubliez pas de (?:vous abonner|liker|mettre un pouce).{0,40}',
    'abonnez-vous(?: à (?:la|ma) cha[îi]ne)?.{0,20}',
    '(?:à|on se retrouve) (?:la|dans une) prochaine vid[ée]o',
  ],
  de: [
    '(?:vielen )?dank f[üu]r(?:.?s|s)? (?:das )?(?:zuschauen|zusehen|eure aufmerksamkeit)',
    '(?:bis|wir sehen uns) (?:zum|im) n[äa]chsten (?:mal|video)',
    '(?:abonniert|abonnieren sie|lasst ein abo).{0,40}',
  ],
  it: [
    'grazie (?:mille )?per (?:aver guardato|la visione|l.attenzione).{0,20}',
    'iscriviti al (?:mio )?canale.{0,30}',
    '(?:ci vediamo|al|alla) (?:nel )?prossim[oa] (?:video|volta)',
  ],
  ru: [
    'продолжение следует',
    '(?:большое )?спасибо за (?:просмотр|внимание)',
    '(?:не забудьте )?подпи(?:сывайтесь|шитесь|саться).{0,30}',
    'ставьте лайки?.{0,40}',
    'до (?:новых встреч|следующего видео)',
  ],
  uk: ['дякую за (?:перегляд|увагу)', 'підписуйтесь на (?:мій |наш )?канал.{0,20}', 'до зустрічі'],
  tr: [
    '(?:kanal[ıi]m[ıi]za )?abone olmay[ıi] unutmay[ıi]n.{0,20}',
    '[iİ]zlediğiniz için teşekkür(?:ler| ederim| ederiz)',
    'bir sonraki videoda görüş(?:mek üzere|ürüz)',
  ],
  ar: [
    '(?:لا تنسوا )?(?:الاشتراك|اشتركوا|إشتركوا|اشترك) (?:في|بال)\\s?(?:القناة|قناة)?.{0,20}',
    'شكرا?ً?ا? (?:لكم )?(?:على|لل)\\s?(?:حسن )?(?:المشاهدة|مشاهدتكم|مشاهدة|المتابعة|متابعتكم)',
  ],
  fa: [
    '(?:ممنون|مرسی|متشکرم).{0,12}(?:تماشا|دیدید|همراه).{0,12}',
    'لطفا .{0,12}(?:سابسکرایب|مشترک|دنبال).{0,16}',
  ],
  he: ['תודה (?:רבה )?(?:שצפיתם|על הצפייה|לצפייה)', '(?:אל תשכחו )?להירשם לערוץ'],
  hi: [
    '(?:वीडियो )?देखने के लिए (?:आपका )?(?:बहुत )?धन्यवाद',
    '(?:मेरे |हमारे )?चैनल को (?:लाइक|सब्सक्राइब|सब्स्क्राइब).{0,20}',
  ],
  id: [
    '(?:terima ?kasih|makasih) (?:telah|sudah|udah) menonton.{0,20}',
    'jangan lupa (?:like|subscribe|untuk).{0,40}',
    'sampai jumpa di video.{0,20}',
  ],
  vi: [
    'c[ảa]m ơn (?:các bạn|mọi người|quý vị)? ?đã (?:theo dõi|xem|lắng nghe).{0,30}',
    '(?:hãy|nhớ|đừng quên) (?:đăng ký|subscribe|like).{0,60}',
    '(?:xin chào và )?hẹn gặp lại (?:các bạn )?.{0,40}',
  ],
  th: [
    'ขอบคุณ(?:ที่|สำหรับการ)(?:รับชม|ติดตาม|ดู).{0,12}',
    'โปรดติดตามตอนต่อไป',
    '(?:อย่าลืม)?กด(?:ติดตาม|ไลค์|ซับ).{0,30}',
  ],
  pl: [
    'dzi[ęe]kuj[ęe](?:my)? za (?:ogl[ąa]danie|obejrzenie|uwag[ęe]).{0,16}',
    '(?:zapraszam do )?(?:sub(?:skrypcji|skrybuj(?:cie)?)).{0,24}',
    'do zobaczenia w nast[ęe]pnym.{0,12}',
  ],
  cs: [
    'děkuj(?:i|eme) za (?:zhlédnutí|pozornost|sledování)',
    'nezapomeňte (?:dát odběr|odebírat).{0,24}',
  ],
  nl: [
    'bedankt voor het kijken.{0,12}',
    'tot de volgende (?:keer|video)',
    'vergeet niet te abonneren.{0,20}',
    'abonneer je.{0,24}',
  ],
  sv: [
    'tack (?:så mycket )?för att (?:ni|du) (?:tittade|har tittat|lyssnade)',
    'glöm inte att prenumerera.{0,20}',
  ],
  no: [
    'takk for at (?:du|dere) (?:så på|så)',
    'tak (?:fordi|for at) (?:du|i) (?:så med|kiggede med)',
    'husk å abonnere.{0,20}',
  ],
  fi: ['kiitos (?:kun katsoit|katsomisesta|katselusta)', 'tila(?:a|tkaa) kanava.{0,16}'],
  hu: [
    'köszön(?:öm|jük),? hogy (?:meg ?nézt(?:ed|étek)|velem tartottál).{0,16}',
    'iratkozz(?:atok)? fel.{0,24}',
  ],
  ro: [
    '(?:vă )?mulțumesc (?:frumos )?(?:pentru|că) (?:vizionare|ați (?:vizionat|urmărit)).{0,16}',
    '(?:nu|să nu) uitați să (?:vă abonați|dați like).{0,60}',
  ],
  el: [
    '(?:σας )?ευχαριστ(?:ώ|ούμε) που (?:παρακολουθήσατε|είδατε).{0,20}',
    '(?:μην ξεχάσετε να )?κάντε (?:εγγραφή|like).{0,24}',
  ],
};

/** Something of every phrase of a language: most of what is said has none of it, and needs none of the patterns. */
const SIGNS: Readonly<Record<string, string>> = {
  any: 'https?://|www\\.',
  en: 'thank|subscribe|see you|bye|like,? (?:and|comment|share)',
  zh: '[谢謝]|[订訂][阅閱]|[关關]注|[点點][赞讚贊]|下次|下期|下回|下一期',
  ja: 'ありがとう|チャンネル登録|会いしましょう|次回',
  ko: '시청해|구독|다음 ',
  es: 'gracias|suscr|pr[óo]ximo',
  pt: 'obrigad|inscreva|at[ée] ',
  fr: 'merci|oubliez|abonnez|prochaine',
  de: 'dank|n[äa]chsten|abonnier|ein abo',
  it: 'grazie|iscriviti|prossim',
  ru: 'продолжение|спасибо|подпи|ставьте|до новых|до следующего',
  uk: 'дякую|підписуйтесь|до зустрічі',
  tr: 'abone|zlediğiniz|sonraki',
  ar: 'شتر|شكر',
  fa: 'ممنون|مرسی|متشکرم|لطفا',
  he: 'תודה|להירשם',
  hi: 'देखने|चैनल',
  id: 'kasih|jangan|sampai',
  vi: 'c[ảa]m ơn|hãy|nhớ|đừng|hẹn gặp',
  th: 'ขอบคุณ|โปรดติดตาม|กด',
  pl: 'dzi[ęe]kuj|subskry|zobaczenia',
  cs: 'děkuj|nezapome',
  nl: 'bedankt|tot de|vergeet|abonneer',
  sv: 'tack|glöm',
  no: 'takk|tak f|husk',
  fi: 'kiitos|tilaa|tilatkaa',
  hu: 'köszön|iratkozz',
  ro: 'mulțumesc|uitați',
  el: 'ευχαριστ|κάντε',
};

export const SIGN_OFFS: readonly SignOff[] = Object.entries(PHRASES).map(([language, phrases]) => ({
  language,
  sign: new RegExp(SIGNS[language] ?? '', 'iu'),
  patterns: once(() =>
    phrases.map((phrase) => new RegExp(`^[\\s♪*"“¡-]*(?:${phrase})[\\s.!?。！…♪*"”~～]*$`, 'iu')),
  ),
}));

/** The language of the phrase of parting a text is; `undefined` for any other text. */
export function signOffIn(text: string): string | undefined {
  return SIGN_OFFS.find(
    ({ sign, patterns }) => sign.test(text) && patterns().some((pattern) => pattern.test(text)),
  )?.language;
}

/**
 * What nearly all credits and farewells of a language have in them, in stems. They prove nothing in a talk of
 * that language, and nearly all where it is in another.
 */
const STEMS: Readonly<Record<string, string>> = {
  en: '(?:subtitles?|captions?|transcri(?:bed|ption)) by|thank(?:s| you) for|subscribe to|please subscribe|next video',
  zh: '字幕|[订訂][阅閱]|[观觀]看|收[看睇]|[频頻]道|[点點][赞讚]|再[见見會会]|李宗盛|[谢謝][谢謝]|感[谢謝]',
  ja: '視聴|登録|動画|字幕|お会い|お楽しみ|おわり|ありがとう',
  ko: '시청|구독|뉴스|자막|영상|만나요|감사합니다',
  ru: 'субтитр|корректор|подпис|просмотр|внимание|продолжение|канал|до встречи|всем пока',
  uk: 'субтитр|перегляд|підпис|канал|супровід',
  ar: 'ترجم|قناة|مشاهد|اشتر|متابع|شكر',
  fa: 'زیرنویس|تماشا|سابسکرایب|ممنون',
  he: 'כתוביות|תרגום|צפיתם|ערוץ|תודה',
  hi: 'धन्यवाद|सब्सक्राइब|चैनल|उपशीर्षक|वीडियो',
  th: 'ขอบคุณ|ติดตาม|รับชม|ซับ|คำบรรยาย',
  el: 'υπότιτλ|ευχαριστ|κανάλι',
  de: 'untertitel|zuschauen|bis zum nächsten|abonnier|vielen dank',
  fr: 'sous-titr|abonne[zr]|merci d|prochaine vid|traduction',
  es: 'subt[íi]tul|suscr[íi]b|gracias por|pr[óo]ximo v[íi]deo|traducido|m[áa]s informaci[óo]n',
  pt: 'legend(?:a|ad)|inscreva|obrigad|assistir|pr[óo]ximo v[íi]deo',
  it: 'sottotitol|iscriviti|grazie|prossimo video',
  nl: 'ondertitel|bedankt|abonneer|kijken',
  pl: 'napisy|dzi[ęe]k|subskry|ogl[ąa]danie|zastrze[żz]one',
  tr: 'altyaz|abone ol|izledi|te[şs]ekk[üu]r|videoyu',
  sv: 'undertext|textning|tack f[öo]r|prenumerera',
  no: 'teksting|undertekst|tekstet|takk for|norsk tekst|danske tekster',
  fi: 'suomenno|tekstity|kiitos|tilaa kanava',
  cs: 'titulky|p[řr]eklad|d[ěe]kuji|odb[ěe]r',
  hu: 'felirat|k[öo]sz[öo]n|iratkozz',
  ro: 'subtitr|mul[țţt]umesc|abona[țţt]i',
  vi: 'ph[ụu] đề|cảm ơn|đăng ký|hẹn gặp lại',
  id: 'terima kasih|jangan lupa|sampai jumpa|diterjemahkan|menonton',
};

/** A longer text says more, in characters. */
const LONGEST_STEM = 70;

/** The language in which a short text looks like a credit or a farewell; `undefined` when it does in none. */
export function likeFarewell(text: string): string | undefined {
  if (text.length > LONGEST_STEM || !ANY_STEM.test(text)) return undefined;
  return STEM_PATTERNS().find(({ pattern }) => pattern.test(text))?.language;
}

const ANY_STEM = new RegExp(Object.values(STEMS).join('|'), 'iu');
const STEM_PATTERNS = once(() =>
  Object.entries(STEMS).map(([language, stems]) => ({
    language,
    pattern: new RegExp(
      `(?<!\\p{L})(?:${stems})|(?:${stems})(?<=[^\\p{sc=Latin}\\p{sc=Cyrillic}]{2})`,
      'iu',
    ),
  })),
);
