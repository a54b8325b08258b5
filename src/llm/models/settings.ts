import type { JSONObject } from '@ai-sdk/provider';

import type { ModelFacts } from './model-facts.ts';
import type { Provider, RowsMode, StructuredMode } from './providers.ts';

/** What this server and model have been found to take. Replaced, never changed in place. */
export type Settings = {
  readonly structured: StructuredMode;
  readonly rows: RowsMode;
  readonly maxTokensField: Provider['maxTokensField'];
  /** True once the field has been renamed, which is done only once. */
  readonly isRenamed: boolean;
  /** Body fields that switch reasoning off; empty when there is nothing (more) to say. */
  readonly thinkingOff: JSONObject;
  /** True while token counts may be asked for in a stream. */
  readonly askUsage: boolean;
  /** The longest answer the server allows, in tokens, where it said so. */
  readonly maxOutput?: number | undefined;
};

/** The settings of the first request. */
export function firstSettings(provider: Provider, facts: ModelFacts): Settings {
  return {
    structured: provider.structured[0] ?? 'none',
    rows: provider.rows,
    maxTokensField: provider.maxTokensField,
    isRenamed: false,
    // A model that cannot reason has no switch, and asking would cost a refusal.
    thinkingOff: facts.thinking === 'never' ? {} : (provider.thinkingOff[0] ?? {}),
    askUsage: true,
  };
}

/** What a server refused, in its words, and what it was sent. */
export type Complaint = {
  readonly words: string;
  readonly settings: Settings;
  readonly provider: Provider;
  /** True when an answer of a given shape was asked for. */
  readonly hasSchema: boolean;
  /** True when the rows of an answer were enforced. */
  readonly hasRows: boolean;
};

/**
 * Settings without what the server complained of, or `undefined` when the complaint is about
 * something else. Each call takes something away, so repeating comes to an end.
 */
export function adapt(complaint: Complaint): Settings | undefined {
  const { settings, words } = complaint;
  return (
    lowerLimit(settings, words) ??
    otherTokensField(settings, words) ??
    withoutUsage(settings, words) ??
    weakerThinkingOff(complaint) ??
    withoutRows(complaint) ??
    weakerStructure(complaint)
  );
}

function lowerLimit(settings: Settings, words: string): Settings | undefined {
  if (!/max_(?:completion_|output_)?tokens|max(?:Output|_output)_?[Tt]okens/.test(words))
    return undefined;
  const found =
    /(?:at most|maximum (?:value )?(?:is|of)|less than or equal to|<=|up to|supports? (?:only )?)\D{0,20}(\d{3,7})/i.exec(
      words,
    ) ??
    /[[(]\s*[01]\s*,\s*(\d{3,7})\s*[\])]/.exec(words) ??
    />\s*(\d{3,7}),? which is the maximum/i.exec(words);
  const maxOutput = Number(found?.[1] ?? Number.NaN);
  const isLower = maxOutput < (settings.maxOutput ?? Number.POSITIVE_INFINITY);
  return isLower ? { ...settings, maxOutput } : undefined;
}

function otherTokensField(settings: Settings, words: string): Settings | undefined {
  if (settings.isRenamed) return undefined;
  if (settings.maxTokensField === 'max_tokens') {
    // Only where the server names the newer field: it never comes back to the older one.
    return /max_completion_tokens/.test(words)
      ? { ...settings, maxTokensField: 'max_completion_tokens', isRenamed: true }
      : undefined;
  }
  const isRefused =
    /max_completion_tokens/.test(words) && !/use ['"`]?max_completion_tokens/i.test(words);
  return isRefused ? { ...settings, maxTokensField: 'max_tokens', isRenamed: true } : undefined;
}

function withoutUsage(settings: Settings, words: string): Settings | undefined {
  const isRefused = settings.askUsage && /stream_options|include_usage/.test(words);
  return isRefused ? { ...settings, askUsage: false } : undefined;
}

function weakerThinkingOff({ settings, words, provider }: Complaint): Settings | undefined {
  const fields = Object.keys(settings.thinkingOff);
  const isNamed = fields.some((field) => words.includes(field));
  const isMeant = fields.length > 0 && /\b(?:thinking|reasoning)\b|thinking_?budget/i.test(words);
  if (!isNamed && !isMeant) return undefined;
  const sent = JSON.stringify(settings.thinkingOff);
  const next = provider.thinkingOff.findIndex((each) => JSON.stringify(each) === sent) + 1;
  // "Unrecognized field" is about every value; "unsupported value" only about this one.
  const isUnknownField =
    /unrecogni[sz]ed|unknown|extra (?:inputs|fields)|not permitted|unexpected/i;
  const thinkingOff = isUnknownField.test(words) ? {} : (provider.thinkingOff[next] ?? {});
  return { ...settings, thinkingOff };
}

/** Words for what forces an answer into a form. */
const ABOUT_FORM =
  /response_?(?:format|schema|mime_?type)|json_?_?schema|json_object|json mode|structured[_ ]outputs?|no endpoints found that (?:support|can handle)|output_(?:config|format)|grammar|\bformat\b|\bschema\b/i;

function withoutRows({ settings, words, hasRows }: Complaint): Settings | undefined {
  const isRefused = hasRows && settings.rows !== 'none' && ABOUT_FORM.test(words);
  return isRefused ? { ...settings, rows: 'none' } : undefined;
}

function weakerStructure(complaint: Complaint): Settings | undefined {
  const { settings, words, provider, hasSchema } = complaint;
  if (!hasSchema || settings.structured === 'none') return undefined;
  if (!ABOUT_FORM.test(words)) return undefined;
  const at = provider.structured.indexOf(settings.structured);
  return { ...settings, structured: provider.structured[at + 1] ?? 'none' };
}
