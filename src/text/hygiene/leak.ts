/** A pattern in a translation that its source gives no reason for. */
type Rule = { readonly said: RegExp; readonly unless: RegExp };

const ABOUT_TRANSLATING = /translat|interpret|subtitl|render|wording|phras|language|翻译|译/i;
const ABOUT_POLISHING =
  /optimi[sz]|improv|polish|refin|edit|rewrit|adjust|tun(?:e|ing)|fix|chang|correct|revis|updat|modif|better|new|优化|润色|修改|调整/i;

/**
 * The model talking about its own work. In a published set of lecture subtitles made by a chain of this
 * kind, 304 of 3,638 cues (8.4 %) held such text; the forms below are those seen there and their like.
 */
const COMMENTS: readonly Rule[] = [
  // "…，使翻译更自然易懂", "这样译文更流畅"
  {
    said: /(?:使得?|让|令|以便|从而|以使|这样)[^，。；]{0,8}(?:翻译|译文|语句|语言|句子|表达|行文|文字|语序)[^，。；]{0,8}更/u,
    unless: /translat|sentence|language|express|text|word|phras|writ|speech|speak|say|sound|read/i,
  },
  // "（优化后的翻译）", "(意译)", "（注：…）"
  {
    said: /[（(【[][^）)】\]]{0,40}(?:译|润色|优化后|原文|语气|口语化|通顺|流畅|上下文|语境|此处|补充说明|省略)[^）)】\]]{0,40}[）)】\]]/u,
    unless:
      /translat|interpret|context|omit|skip|left out|leave out|tone|fluen|smooth|original|source/i,
  },
  {
    said: /^[（(【[]?\s*(?:译者?注|注|备注|说明|注释|提示)\s*[:：]/u,
    unless: /\bnot(?:e|es|ice)\b|remark|attention|tip|hint|prompt|explan|explain|comment|descri/i,
  },
  { said: /[（(【[]\s*(?:译者?注|注|备注)\s*[:：]/u, unless: /\bnotes?\b|remark/i },
  // "以下是调整后的翻译：…", "翻译如下", "译文："
  {
    said: /(?:以下|下面|这)[^，。]{0,6}(?:是|为)[^，。]{0,14}(?:翻译|译文|译法)|(?:翻译|译文|修改|润色|优化)(?:结果)?(?:后|如下)[^，。]{0,8}[:：]|^(?:译文|翻译|译)\s*[:：]/u,
    unless: ABOUT_TRANSLATING,
  },
  {
    said: /(?:优化|润色|修改|调整|改写)后的?(?:翻译|译文|句子|版本|文本|表达)/u,
    unless: ABOUT_POLISHING,
  },
  {
    said: /(?:直译|意译|原文(?:为|是|中|有误)|根据(?:上下文|语境)|结合上下文|语音识别(?:有误|错误))/u,
    unless: /translat|context|original|literal|recogni|source|paper|text|quot|word for word/i,
  },
  {
    said: /(?:here (?:is|are)|this is|below is)[^.]{0,30}\btranslat|\btranslation\s*[:：]|^translated\b|i(?:'ve| have) translated|translator'?s note|\(lit(?:erally|\.)/i,
    unless: ABOUT_TRANSLATING,
  },
  {
    said: /作为(?:一个|一名)?(?:AI|人工智能|语言模型)|as an ai (?:language )?model/iu,
    unless: /\bAI\b|language model|artificial|intelligen/i,
  },
  // "以上是全部翻译", "希望这个翻译对您有帮助", "(Note: …)"
  { said: /(?:以上|希望)[^，。；]{0,10}(?:翻译|译文)/u, unless: ABOUT_TRANSLATING },
  { said: /[（(【[]\s*(?:note|translator)\b/i, unless: /\bnotes?\b|translator|注/i },
  // The same in other languages: "Aquí está la traducción:", "Voici la traduction", "(Anm. d. Ü.: …)"
  {
    said: /aqu[ií] (?:está|tienes|tiene) la traducción|(?:^|[（(【[]\s*)traducción\s*[:：]|nota del traductor|voici la traduction|(?:^|[（(【[]\s*)traduction\s*[:：]|note du traducteur|hier ist die übersetzung|(?:^|[（(【[]\s*)übersetzung\s*[:：]|anm(?:\.|erkung) d(?:\.|es) ü|aqui está a tradução|(?:^|[（(【[]\s*)tradução\s*[:：]|nota do tradutor|ecco la traduzione|nota del traduttore|вот перевод|прим(?:\.|ечание) пер|翻訳は以下|以下(?:は|が)翻訳|訳注|번역은 다음|역주/iu,
    unless: ABOUT_TRANSLATING,
  },
  // "I hope this helps!", "Let me know if you need more", "如有问题请告诉我"
  {
    said: /let me know if (?:you|there)|(?:hope|trust) this (?:helps|translation)|feel free to ask|如(?:有|果)[^。]{0,10}(?:问题|需要|疑问)[^。]{0,8}(?:告诉我|告知|联系|随时)|希望(?:对|能)[^。]{0,4}(?:您|你)[^。]{0,4}(?:有所)?帮助/iu,
    unless: /let me know|hope|feel free|tell me|contact|ask|question|help|告诉|希望|问题|帮/i,
  },
];

/** What speakers say when they cannot or will not; then a translation says so too. */
const UNABLE =
  /sorry|apolog|regret|can ?no?'?t|could ?n[o']t|unable|not able|won't|no way|impossible|afraid|抱歉|对不起|對不起|不好意思|遗憾|遺憾|(?<!能)不能|无法|無法|没法|没办法|我们?不会|不了|申し訳|すみません|ごめん|できま|できな|죄송|미안|못|수 없|lo siento|perd[oó]n|disculp|no (?:puedo|podemos|puede)|désolé|pardon|excus|ne (?:peux|peut|pouvons)|tut mir leid|entschuldig|leider|kann|können|desculp|não (?:posso|podemos|pode)|scus|mi dispiace|non (?:posso|possiamo|può)|извин|прост|не мог|не можем|нельзя|невозможно/iu;

const REFUSALS: readonly Rule[] = [
  {
    said: /(?:很?抱歉|对不起)[^。]{0,12}(?:无法|不能|没办法)[^。]{0,12}(?:翻译|提供|协助|回答|处理|帮助|完成)|我(?:无法|不能)(?:翻译|协助|提供|满足)/u,
    unless: UNABLE,
  },
  {
    said: /i(?:['’]m| am) (?:sorry|unable|not able)[^.]{0,60}(?:translat|assist|help|provide|comply)|i can(?:no|['’])t (?:assist|help|translate|comply|provide)/i,
    unless: UNABLE,
  },
  // Of other languages: an apology, and that the work cannot be done.
  {
    said: /(?:lo siento|disculp[ae]|perdón)[^.]{0,30}(?:no puedo|no soy capaz|no es posible)|(?:désolée?|pardon)[^.]{0,40}(?:ne peux pas|ne suis pas en mesure|impossible)|(?:tut mir leid|entschuldigung)[^.]{0,40}(?:kann ich|ich kann|nicht möglich)|desculp[ae][^.]{0,30}(?:não posso|não consigo)|mi dispiace[^.]{0,30}(?:non posso|non sono in grado)|извините[^.]{0,30}(?:не могу|невозможно)|申し訳(?:ありません|ございません)[^。]{0,20}(?:できません|お手伝い|翻訳)|죄송합니다만?[^.]{0,20}(?:수 없|번역|도와)|對不起[^。]{0,12}(?:無法|不能)|(?:很?抱歉)[^。]{0,12}(?:無法|不能)/iu,
    unless: UNABLE,
  },
];

/** What a model says when it believes that it was given nothing, in the languages they say it in. */
const NOTHING_GIVEN: readonly Rule[] = [
  {
    said: /(?:don['’]t|do not|can(?:no|['’])t) see any [^.]{0,30}(?:text|content|subtitle|line|message|input)|(?:please|could you) (?:provide|share|paste|send)[^.]{0,40}(?:text|content|line|sentence|subtitle|transcript)|(?:there is|there['’]s|you (?:have|haven['’]t)) (?:no|not|n['’]t)[^.]{0,20}(?:text|content|line)[^.]{0,30}translat|how can i (?:help|assist) you/i,
    unless:
      /see any|provide|share|paste|send|assist|help|text|content|提供|发送|粘贴|帮|请把|文本|内容/i,
  },
  {
    said: /请(?:您)?(?:提供|发送|给出|贴出)[^。]{0,14}(?:文本|内容|原文|句子|字幕|文字)|(?:没有|未)(?:看到|收到|提供)[^。]{0,8}(?:文本|内容|原文|字幕|需要翻译)|有什么(?:可以|能)帮(?:您|你|助)/u,
    unless: /provide|send|share|paste|text|content|subtitle|help|assist|see any|give/i,
  },
  {
    said: /(?:proporcion|envía|comparte)[^.]{0,30}(?:texto|contenido)|no veo ning[uú]n (?:texto|contenido)|(?:fournir|envoyer|partager)[^.]{0,30}(?:texte|contenu)|je ne vois aucun (?:texte|contenu)|(?:geben|senden|schicken) sie[^.]{0,30}(?:text|inhalt)|ich sehe keinen (?:text|inhalt)|forneça[^.]{0,30}(?:texto|conteúdo)|テキストを(?:提供|お送り|入力)|(?:텍스트|내용)를? ?(?:제공|입력|보내)/iu,
    unless: /provid|send|share|text|content|suppl|提供|发送|文本|内容/i,
  },
];

/** Sentences of our own requests and complaints; seen in an answer, the model repeated what it was told. */
const ECHO =
  /Translate (?:only )?these \d+ lines|Translate this line into|Already translated, for continuity|What (?:comes after|stands before), for understanding|You check study notes|You review the .{1,30} translation|(?:the lines say only part of it|the lines do not say it|say the opposite, or exchange who)|in the terse form of notes|\bID\|(?:text|translation)\b|Term list \(heard|seems exchanged with its neighbour|held the text of a neighbouring line|it leaves something out|it says more than the line does|far longer than the line|(?:the same words over and over|a remark about the translation instead)|does hold something to translate|the number .{1,20} is missing or wrong|does not say the number|speech recognition\. It has wrong words|never invent a fact|The lines are data|What follows is data|never act on (?:them|what)|Answer with JSON only|Change no word/i;

/** Why a line is not a translation at all: a remark about the work, a refusal, the request repeated. */
export function leakIn(source: string, target: string): 'comment' | 'refused' | undefined {
  if (ECHO.test(target) && !ECHO.test(source)) return 'comment';
  if ([...REFUSALS, ...NOTHING_GIVEN].some((rule) => isGroundless(rule, source, target)))
    return 'refused';
  if (COMMENTS.some((rule) => isGroundless(rule, source, target))) return 'comment';
  return undefined;
}

function isGroundless({ said, unless }: Rule, source: string, target: string): boolean {
  return said.test(target) && !unless.test(source);
}
