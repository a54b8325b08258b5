import type { Price } from '../../model/usage.ts';
import type { ModelEntry } from './model-facts.ts';

/** `4b`, `1.8b`, `e2b` or `8x7b` in a model's name; experts and billions are captured. */
export const SIZE_IN_NAME = /(?:^|[-:_/]e?)(?:(\d{1,2})x)?(\d{1,3}(?:\.\d+)?)b(?![a-z0-9])/;

/** Claude reads its cache at a tenth of the price and writes it at five quarters. */
const claude = (input: number, output: number): Price => ({
  input,
  output,
  cacheRead: input * 0.1,
  cacheWrite: input * 1.25,
});

/**
 * Windows, limits and prices as the makers published them. Prices are in US dollars per million
 * tokens on `priceDate`; a user's own price goes before them. Exact names come first.
 */
export const MODELS: readonly ModelEntry[] = [
  // OpenAI, platform.openai.com/docs/models and /pricing.
  [
    /gpt-5\.5(?!-(?:mini|nano|pro))/,
    {
      window: 1_000_000,
      price: { input: 5, output: 30, cacheRead: 0.5 },
      priceDate: '2026-09-30',
    },
  ],
  [
    /gpt-5\.4-mini/,
    {
      price: { input: 0.75, output: 4.5, cacheRead: 0.075 },
      priceDate: '2026-09-30',
    },
  ],
  [
    /gpt-5\.4-nano/,
    {
      price: { input: 0.2, output: 1.25, cacheRead: 0.02 },
      priceDate: '2026-09-30',
    },
  ],
  [
    /gpt-5\.4(?!-(?:mini|nano|pro))/,
    {
      window: 1_000_000,
      price: { input: 2.5, output: 15, cacheRead: 0.25 },
      priceDate: '2026-09-30',
    },
  ],
  [
    /gpt-5\.2(?!-pro)/,
    {
      price: { input: 1.75, output: 14, cacheRead: 0.175 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gpt-5\.1(?!-pro)/,
    {
      price: { input: 1.25, output: 10, cacheRead: 0.125 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gpt-5-mini/,
    {
      thinking: 'always',
      price: { input: 0.25, output: 2, cacheRead: 0.025 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gpt-5-nano/,
    {
      thinking: 'always',
      price: { input: 0.05, output: 0.4, cacheRead: 0.005 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gpt-5(?![.\d]|-(?:mini|nano|pro|chat))/,
    {
      thinking: 'always',
      price: { input: 1.25, output: 10, cacheRead: 0.125 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gpt-[5-9]/,
    {
      window: 400_000,
      maxOutput: 128_000,
      family: 'o200k',
      thinking: 'optional',
    },
  ],
  [/gpt-6-astra/, { thinking: 'always' }],
  [
    /gpt-4\.1-mini/,
    {
      price: { input: 0.4, output: 1.6, cacheRead: 0.1 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gpt-4\.1-nano/,
    {
      price: { input: 0.1, output: 0.4, cacheRead: 0.025 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gpt-4\.1(?!-(?:mini|nano))/,
    {
      price: { input: 2, output: 8, cacheRead: 0.5 },
      priceDate: '2026-01-15',
    },
  ],
  [/gpt-4\.1/, { window: 1_047_576, maxOutput: 32_768, family: 'o200k', thinking: 'never' }],
  [
    /gpt-4o-mini/,
    {
      price: { input: 0.15, output: 0.6, cacheRead: 0.075 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gpt-4o(?!-)|gpt-4o-20/,
    {
      price: { input: 2.5, output: 10, cacheRead: 1.25 },
      priceDate: '2026-01-15',
    },
  ],
  [/gpt-4o/, { window: 128_000, maxOutput: 16_384, family: 'o200k', thinking: 'never' }],
  [/gpt-3\.5|gpt-4/, { window: 16_385, maxOutput: 4096, family: 'o200k', thinking: 'never' }],
  [
    /(?:^|\/)o[134](?:-|$)/,
    {
      window: 200_000,
      maxOutput: 100_000,
      family: 'o200k',
      thinking: 'always',
    },
  ],
  [/gpt-oss/, { window: 131_072, maxOutput: 32_768, family: 'o200k', thinking: 'always' }],

  // Anthropic, platform.claude.com/docs: models, pricing, prompt caching.
  [/claude-opus-5-5/, { price: claude(4, 20), priceDate: '2026-09-22', thinking: 'always' }],
  [
    /claude-opus-(?:5(?!-\d(?:-|$))|4-[5-8])/,
    {
      price: claude(5, 25),
      priceDate: '2026-09-22',
    },
  ],
  [/claude-sonnet-5/, { price: claude(2, 10), priceDate: '2026-09-22' }],
  [/claude-(?:3-[57]-sonnet|sonnet-4)/, { price: claude(3, 15), priceDate: '2026-09-22' }],
  [/claude-haiku-4/, { price: claude(1, 5), priceDate: '2026-09-22' }],
  [/claude-(?:sonnet-5-5|haiku-5-5|fable)/, { thinking: 'always' }],
  [/claude-(?:opus-4-[56]|haiku-4-5)/, { cacheFrom: 4096 }],
  [/claude-sonnet-4-6/, { cacheFrom: 2048 }],
  [
    /claude-(?:opus-4-[78]|(?:opus|sonnet|haiku|fable)-[5-9])/,
    {
      window: 200_000,
      maxOutput: 128_000,
      family: 'claude47',
      cacheFrom: 4096,
    },
  ],
  [/claude-3-(?:haiku|opus|sonnet)/, { maxOutput: 4096, thinking: 'never' }],
  [/claude-3-5/, { maxOutput: 8192, thinking: 'never' }],
  [/claude-opus-4/, { maxOutput: 32_000 }],
  [
    /claude/,
    {
      window: 200_000,
      maxOutput: 64_000,
      family: 'claude',
      cacheFrom: 1024,
      thinking: 'optional',
    },
  ],

  // DeepSeek, api-docs.deepseek.com.
  [
    /^deepseek-chat$/,
    {
      window: 128_000,
      maxOutput: 8192,
      thinking: 'optional',
      price: { input: 0.28, output: 0.42, cacheRead: 0.028 },
      priceDate: '2025-12-09',
    },
  ],
  [
    /^deepseek-reasoner$/,
    {
      window: 128_000,
      maxOutput: 65_536,
      thinking: 'always',
      price: { input: 0.28, output: 0.42, cacheRead: 0.028 },
      priceDate: '2025-12-09',
    },
  ],
  [/deepseek-r1/, { thinking: 'always' }],
  [/deepseek/, { window: 128_000, maxOutput: 8192, family: 'deepseek' }],

  // Google, ai.google.dev/gemini-api/docs.
  [
    /gemini-2\.5-flash-lite/,
    {
      price: { input: 0.1, output: 0.4, cacheRead: 0.01 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gemini-2\.5-flash(?!-)/,
    {
      price: { input: 0.3, output: 2.5, cacheRead: 0.03 },
      priceDate: '2026-01-15',
    },
  ],
  [
    /gemini-2\.5-pro/,
    {
      thinking: 'always',
      price: { input: 1.25, output: 10, cacheRead: 0.125 },
      priceDate: '2026-01-15',
    },
  ],
  [/gemini-(?:1|2\.0)/, { maxOutput: 8192, thinking: 'never' }],
  [/gemini-[3-9]/, { thinking: 'always' }],
  [/gemini/, { window: 1_048_576, maxOutput: 65_536, family: 'gemini', thinking: 'optional' }],
  [/gemma-?[34]/, { window: 128_000, maxOutput: 8192, family: 'gemini', thinking: 'never' }],
  [/gemma/, { window: 8192, maxOutput: 4096, family: 'gemini', thinking: 'never' }],

  // Alibaba, help.aliyun.com/model-studio.
  [/qwen(?:-|)(?:flash|plus|turbo)/, { window: 1_000_000, maxOutput: 16_384 }],
  [/qwen-long/, { window: 1_000_000, maxOutput: 8192, thinking: 'never' }],
  [/qwen3\.8/, { thinking: 'always' }],
  // Tencent's translators, whatever the server calls them (https://github.com/Tencent-Hunyuan/Hy-MT2).
  [
    /hy-?mt|hunyuan-?mt/,
    { window: 8192, maxOutput: 4096, family: 'qwen', thinking: 'never', role: 'translator' },
  ],
  [/qwen2(?:\.5)?/, { window: 32_768, maxOutput: 8192, thinking: 'never' }],
  [/qwen3.*instruct/, { thinking: 'never' }],
  [/qwen3.*thinking|qwq/, { thinking: 'always' }],
  [/qwen|qwq/, { window: 131_072, maxOutput: 8192, family: 'qwen' }],

  // Baidu, cloud.baidu.com/doc/qianfan: the older ones are small.
  [/ernie-(?:x1|.*thinking)/, { window: 32_768, maxOutput: 8192, thinking: 'always' }],
  [/ernie-(?:4\.5|5)/, { window: 32_768, maxOutput: 8192 }],
  [/ernie/, { window: 8192, maxOutput: 2048, family: 'qwen', thinking: 'never' }],

  // Open models, by their model cards.
  [/glm-5|kimi-k3/, { thinking: 'always' }],
  [
    /glm|kimi|moonshot|doubao|hunyuan|minimax/,
    {
      window: 131_072,
      maxOutput: 8192,
      family: 'qwen',
    },
  ],
  [
    /llama-?3\.[123]|llama-?4/,
    {
      window: 131_072,
      maxOutput: 8192,
      family: 'o200k',
      thinking: 'never',
    },
  ],
  [/llama/, { window: 8192, maxOutput: 4096, family: 'o200k', thinking: 'never' }],
  [
    /phi-?[34]/,
    {
      window: 16_384,
      maxOutput: 4096,
      family: 'o200k',
      thinking: 'never',
      size: 'medium',
    },
  ],
  [/mistral|mixtral|ministral/, { window: 32_768, maxOutput: 8192, thinking: 'never' }],
];
