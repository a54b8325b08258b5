import type { JSONObject } from '@ai-sdk/provider';

import type { Bilingual } from '../../base/errors.ts';

/** The protocols Talkleaf speaks. */
export type WireName = 'openai' | 'anthropic' | 'gemini' | 'ollama';

/** How the shape of a JSON answer is asked for: enforced, only "some JSON", or in words alone. */
export type StructuredMode = 'json_schema' | 'json_object' | 'none';

/** How the rows of an answer are enforced: by a grammar, as an object with a field for each, or not at all. */
export type RowsMode = 'grammar' | 'schema' | 'none';

/** What is known of a service before its first answer. What turns out wrong is adapted at run time. */
export type Provider = {
  /** Its name for a person. */
  readonly title: string | Bilingual;
  readonly baseUrl: string;
  /** Environment variables that may hold the key, the first one found wins. None = needs no key. */
  readonly keyVariables: readonly string[];
  readonly wire: WireName;
  /** Best first; a refused one is replaced by the next. */
  readonly structured: readonly StructuredMode[];
  /** How the rows of a translation are enforced. */
  readonly rows: RowsMode;
  /** Body fields that switch reasoning off (or low), best first; a refused one gives way to the next. */
  readonly thinkingOff: readonly JSONObject[];
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Count of requests that run at once to begin with; a service is given more while it answers well. */
  readonly concurrency: number;
  /** Runs on the user's own machine: long waits are normal and nothing costs money. */
  readonly local: boolean;
};

const openaiLike = {
  wire: 'openai',
  structured: ['json_schema', 'json_object', 'none'],
  rows: 'none',
  thinkingOff: [],
  maxTokensField: 'max_tokens',
  concurrency: 4,
  local: false,
  keyVariables: [],
} as const;

const localServer = {
  ...openaiLike,
  concurrency: 1,
  local: true,
} as const;

/** Templates of open models take the switch here (llama.cpp and vLLM server manuals). */
const templateSwitch = [{ chat_template_kwargs: { enable_thinking: false } }] as const;
const lowEffort = [
  { reasoning_effort: 'none' },
  { reasoning_effort: 'minimal' },
  { reasoning_effort: 'low' },
] as const;

/** Any OpenAI-compatible server takes the key most tools keep for one. */
const OWN_SERVER_KEYS = ['TALKLEAF_API_KEY', 'OPENAI_API_KEY'] as const;

/** The services with a name of their own, as their manuals stood in November 2026. */
export const PROVIDERS = {
  openai: {
    ...openaiLike,
    title: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    keyVariables: ['OPENAI_API_KEY'],
    thinkingOff: lowEffort,
    maxTokensField: 'max_completion_tokens',
    // It limits requests and tokens a minute, not how many run at once (platform.openai.com/docs/guides/rate-limits).
    concurrency: 8,
  },
  anthropic: {
    ...openaiLike,
    title: 'Anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    keyVariables: ['ANTHROPIC_API_KEY'],
    wire: 'anthropic',
    structured: ['json_schema', 'none'],
    thinkingOff: [{ thinking: { type: 'disabled' } }],
  },
  deepseek: {
    ...openaiLike,
    title: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com',
    keyVariables: ['DEEPSEEK_API_KEY'],
    structured: ['json_object', 'none'],
    thinkingOff: [{ thinking: { type: 'disabled' } }],
    // It allows hundreds (api-docs.deepseek.com/quick_start/rate_limit); what counts is that first tokens stay quick.
    concurrency: 8,
  },
  qwen: {
    ...openaiLike,
    title: 'Qwen (DashScope)',
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    keyVariables: ['DASHSCOPE_API_KEY'],
    thinkingOff: [{ enable_thinking: false }],
  },
  ernie: {
    ...openaiLike,
    title: 'ERNIE (Qianfan)',
    baseUrl: 'https://qianfan.baidubce.com/v2',
    keyVariables: ['QIANFAN_API_KEY'],
    structured: ['json_object', 'none'],
    thinkingOff: [{ enable_thinking: false }],
  },
  gemini: {
    ...openaiLike,
    title: 'Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    wire: 'gemini',
    thinkingOff: [
      { thinkingConfig: { thinkingBudget: 0 } },
      { thinkingConfig: { thinkingLevel: 'minimal' } },
      { thinkingConfig: { thinkingLevel: 'low' } },
    ],
  },
  groq: {
    ...openaiLike,
    title: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    keyVariables: ['GROQ_API_KEY'],
    thinkingOff: [{ reasoning_effort: 'none' }, { reasoning_effort: 'low' }],
    concurrency: 2,
  },
  openrouter: {
    ...openaiLike,
    title: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    keyVariables: ['OPENROUTER_API_KEY'],
    thinkingOff: [{ reasoning: { effort: 'none' } }, { reasoning: { effort: 'low' } }],
  },
  // Somebody's service at an address of the user's own, as many in China use for models they cannot reach.
  relay: {
    ...openaiLike,
    title: { en: 'OpenAI-compatible service', zh: '兼容 OpenAI 接口的服务' },
    baseUrl: '',
    keyVariables: OWN_SERVER_KEYS,
  },
  ollama: {
    ...localServer,
    title: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434',
    wire: 'ollama',
    rows: 'schema',
    thinkingOff: [{ think: false }],
  },
  lmstudio: {
    ...localServer,
    title: 'LM Studio',
    baseUrl: 'http://127.0.0.1:1234/v1',
    // LM Studio answers 400 to json_object.
    structured: ['json_schema', 'none'],
    rows: 'schema',
  },
  llamacpp: {
    ...localServer,
    title: 'llama.cpp',
    baseUrl: 'http://127.0.0.1:8080/v1',
    rows: 'grammar',
    thinkingOff: templateSwitch,
  },
  vllm: {
    ...localServer,
    title: 'vLLM',
    baseUrl: 'http://127.0.0.1:8000/v1',
    rows: 'schema',
    thinkingOff: templateSwitch,
    concurrency: 4,
  },
  local: {
    ...localServer,
    title: { en: 'OpenAI-compatible server', zh: '兼容 OpenAI 接口的服务器' },
    baseUrl: 'http://127.0.0.1:8000/v1',
    keyVariables: OWN_SERVER_KEYS,
    thinkingOff: templateSwitch,
  },
} as const satisfies Record<string, Provider>;

/** The provider of that name; `undefined` when there is none. */
export function providerNamed(name: string): Provider | undefined {
  return new Map<string, Provider>(Object.entries(PROVIDERS)).get(name);
}
