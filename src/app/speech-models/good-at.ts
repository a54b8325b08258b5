import type { InterfaceLanguage } from '../../base/errors.ts';

/** What each speech model is good at, by its name; `.en` stands for the forms of a size that know English only. */
export const GOOD_AT: Readonly<Record<InterfaceLanguage, Readonly<Record<string, string>>>> = {
  en: {
    'parakeet-v3': 'fast and accurate, with punctuation',
    'parakeet-110m': 'four times faster still, for small machines',
    'sense-voice': 'fast, for Chinese, Cantonese, Japanese and Korean',
    'whisper-tiny': 'a first impression only',
    'whisper-base': 'runs anywhere, makes mistakes',
    'whisper-small': 'languages that few models know, on small machines',
    'whisper-medium': 'more accurate, slow without a fast processor',
    'whisper-large-v3-turbo': 'nearly as accurate as the large one, much faster',
    'whisper-large-v3': 'the most accurate Whisper, very slow without a fast processor',
    '.en': 'the same for English only',
    'canary-180m': 'small and accurate, with punctuation; no times of words',
    'moonshine-base': 'small and fast, for English; no times of words',
    'fire-red-ctc': 'Mandarin and its dialects, with some English; no punctuation',
    'fire-red': 'the same, written word after word: slower, no times of words',
    paraformer: 'Mandarin with some English, fast; no punctuation',
    'funasr-nano': 'Chinese and its dialects, with punctuation; slow',
    'qwen3-asr': 'accurate, with punctuation; slow, no times of words',
    'cohere-transcribe': 'very accurate; must be told the language, slow, no times of words',
    'dolphin-small': 'fast, for languages of Asia; no punctuation',
    'dolphin-base': 'the same, smaller still',
    omnilingual: 'languages that no other model knows; no punctuation',
    speakers: 'whoever speaks, in any language',
    'punctuation-zh': 'Chinese with some English in it',
    punctuation: 'small and quick',
  },
  zh: {
    'parakeet-v3': '又快又准，自带标点',
    'parakeet-110m': '再快四倍，适合配置低的机器',
    'sense-voice': '速度快，适合中文、粤语、日语、韩语',
    'whisper-tiny': '只能听个大概',
    'whisper-base': '任何机器都能运行，错误较多',
    'whisper-small': '在配置低的机器上听写少见的语言',
    'whisper-medium': '更准，处理器不快时较慢',
    'whisper-large-v3-turbo': '接近大模型的准确度，快得多',
    'whisper-large-v3': '最准的 Whisper，处理器不快时很慢',
    '.en': '同上，只会英语',
    'canary-180m': '小而准，自带标点；没有词的时间',
    'moonshine-base': '小而快，只会英语；没有词的时间',
    'fire-red-ctc': '普通话及方言，可夹杂英文；没有标点',
    'fire-red': '同上，逐词写出：较慢，没有词的时间',
    paraformer: '普通话，可夹杂英文，速度快；没有标点',
    'funasr-nano': '中文及方言，自带标点；较慢',
    'qwen3-asr': '准确，自带标点；较慢，没有词的时间',
    'cohere-transcribe': '很准；必须指定语言，较慢，没有词的时间',
    'dolphin-small': '速度快，适合亚洲语言；没有标点',
    'dolphin-base': '同上，更小',
    omnilingual: '其他模型都不会的语言；没有标点',
    speakers: '任何人、任何语言',
    'punctuation-zh': '中文，可夹杂英文',
    punctuation: '小而快',
  },
};

/** What a model is good at, in half a sentence; empty for one nothing is said of. */
export function goodAt(name: string, language: InterfaceLanguage): string {
  const known = GOOD_AT[language];
  // Of two forms of a size one knows English only, and is that little better at it.
  return known[name] ?? known['.en'] ?? '';
}
