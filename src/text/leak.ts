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
];

const REFUSALS: readonly Rule[] = [
  {
    said: /(?:很?抱歉|对不起)[^。]{0,12}(?:无法|不能|没办法)[^。]{0,12}(?:翻译|提供|协助|回答|处理|帮助|完成)|我(?:无法|不能)(?:翻译|协助|提供|满足)/u,
    unless:
      /sorry|apolog|can ?no?'?t|could ?n[o']t|unable|not able|won't|no way|impossible|afraid/i,
  },
  {
    said: /i(?:'m| am) (?:sorry|unable|not able)[^.]{0,60}(?:translat|assist|help|provide|comply)|i can(?:no|')t (?:assist|help|translate|comply|provide)/i,
    unless:
      /sorry|can ?no?'?t|unable|not able|抱歉|对不起|不好意思|遗憾|不能|无法|没法|没办法|不会|不了/i,
  },
];

/** Sentences of our own requests; seen in an answer, the model repeated its instructions. */
const ECHO =
  /Translate (?:only )?these \d+ lines|Translate this line into|Already translated, for continuity|What comes after, for understanding|\bID\|(?:text|translation)\b|Term list \(heard/;

/** Why a line is not a translation at all: a remark about the work, a refusal, the request repeated. */
export function leakIn(source: string, target: string): 'comment' | 'refused' | undefined {
  if (ECHO.test(target) && !ECHO.test(source)) return 'comment';
  if (REFUSALS.some((rule) => rule.said.test(target) && !rule.unless.test(source)))
    return 'refused';
  if (COMMENTS.some((rule) => rule.said.test(target) && !rule.unless.test(source)))
    return 'comment';
  return undefined;
}
