import type { ModelFailureCode } from './model-error.ts';

/**
 * What servers write when something is wrong, first match wins. Collected from the manuals and the
 * issue trackers of the services in `providers.ts`, November 2026.
 */
export const ERROR_WORDS: readonly (readonly [code: ModelFailureCode, words: RegExp])[] = [
  [
    'MODEL_CONTENT_FILTER',
    /content[_ ]?filter|data_inspection_failed|inappropriate content|content management policy|flagged|prohibited_content|sensitive (?:words|content)|content (?:exists )?risk|安全审核|敏感|违规/i,
  ],
  [
    'MODEL_QUOTA',
    /insufficient[_ ]?(?:quota|balance|funds|credits?)|credit balance is too low|exceeded your current quota, please check your plan|billing[_ ](?:hard[_ ]limit|not[_ ]active)|arrearage|not enough (?:credits|balance)|payment required|余额|欠费|账户.*不足|额度(?:已)?(?:用|耗)/i,
  ],
  [
    'MODEL_CONTEXT',
    /maximum context length|context[_ ]length[_ ]exceeded|exceeds? the (?:available )?context|context (?:window|size|length)[^.]{0,40}exceed|exceeds? (?:the )?(?:model'?s? )?(?:maximum )?context|greater than the context length|range of input length should be|prompt is too long|prompt too long|reduce the length of (?:the |your )?(?:messages|prompt)|input (?:token count|length|is too long)[^.]{0,60}(?:exceed|too long|maximum)|input is too long|too many (?:input )?tokens|exceed_context_size|上下文.*(?:超|过长)|输入.*(?:过长|超)/i,
  ],
  [
    'MODEL_OVERLOADED',
    /overloaded|over capacity|server is busy|model is (?:currently )?busy|high demand|insufficient_system_resource|繁忙|过载/i,
  ],
  [
    'MODEL_RATE_LIMIT',
    /rate[_ ]?limit|too many requests|throttl|resource_exhausted|resource has been exhausted|requests per (?:min|day)|tokens per (?:min|day)|限流|频率|请求过(?:多|快)/i,
  ],
  [
    'MODEL_AUTH',
    /(?:invalid|incorrect|missing|no|wrong)[^.]{0,20}(?:api[_ -]?key|access[_ ]token|credential)|api[_ -]?key[^.]{0,30}(?:invalid|not valid|incorrect|expired|missing)|unauthori[sz]ed|authentication|invalid_iam_token|permission[_ ]denied|密钥|鉴权|认证失败/i,
  ],
  [
    'MODEL_NOT_FOUND',
    /model[^.]{0,80}(?:not found|does not exist|not exist|not_found|unknown|not supported for generatecontent|is not available)|(?:no such|unknown|invalid) model|model_not_found|invalid_model|模型不存在|not a valid model/i,
  ],
];

/** Limits that messages give away: "Limit 6000, Requested 12328", "maximum context length is 8192". */
export const LIMIT_IN_WORDS =
  /\blimit:?\s*([\d,]+)(?:\s*used:?\s*[\d,]+)?[^\d]{1,40}requested:?\s*([\d,]+)/i;
export const CONTEXT_IN_WORDS: readonly RegExp[] = [
  /context (?:length|window|size)(?: of|\s+is|:)?[^\d]{0,30}([\d,]{4,})/i,
  /context (?:length|size|window)[^\d]{0,20}\(([\d,]{4,})/i,
  /"n_ctx"\s*:\s*(\d+)/,
  /input length should be \[\d+,\s*(\d+)\]/i,
  />\s*([\d,]{4,})\s*maximum/i,
  /maximum (?:number of tokens allowed|input token count)[^\d]{0,20}\(?([\d,]{4,})/i,
];
