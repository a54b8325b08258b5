import type { z } from 'zod';

import type { Bilingual } from './errors.ts';

/**
 * What is wrong with a value that is none of several shapes: where it is one of them but for a single thing, that thing,
 * with its place.
 */
export function nearestIssue(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const nearly = issue.errors.filter(({ length }) => length === 1);
  const [only] = nearly.flat();
  if (!only || nearly.length > 1) return issue;
  return nearestIssue({ ...only, path: [...issue.path, ...only.path] });
}

/** What a schema has against a value, without its place, as the end of a sentence. */
export function issueWords(issue: z.core.$ZodIssue | undefined): Bilingual {
  if (!issue) return { en: 'it has another shape', zh: '结构不符' };
  switch (issue.code) {
    case 'invalid_value': {
      const values = issue.values.map(String);
      return { en: `use one of ${values.join(', ')}`, zh: `可选的有 ${values.join('、')}` };
    }
    case 'too_small':
      if (issue.origin === 'string') return { en: 'it is empty', zh: '不能为空' };
      return { en: `the least is ${issue.minimum}`, zh: `不能小于 ${issue.minimum}` };
    case 'too_big':
      return { en: `the most is ${issue.maximum}`, zh: `不能大于 ${issue.maximum}` };
    case 'invalid_type':
      return typeWords(issue.expected);
    case 'unrecognized_keys':
      return {
        en: `nothing here is called ${issue.keys.join(', ')}`,
        zh: `没有名为 ${issue.keys.join('、')} 的项`,
      };
    case 'custom':
      // Where the schema says itself what is wrong, in both languages.
      return { en: String(issue.params?.['en']), zh: String(issue.params?.['zh']) };
    case 'invalid_union':
      // Where it says what may be given, in signs that need no language.
      return {
        en: `use one of ${issue.message}`,
        zh: `可选的有 ${issue.message.replaceAll(', ', '、')}`,
      };
    default:
      return { en: 'it has another form', zh: '形式不符' };
  }
}

/** Names of what is expected, as zod has them. */
const TYPES: Readonly<Record<string, Bilingual>> = {
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  string: { en: 'a text', zh: '文本' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  record: { en: 'a table', zh: '对象' },
  object: { en: 'a table', zh: '对象' },
};

function typeWords(expected: string): Bilingual {
  const type = TYPES[expected] ?? { en: expected, zh: expected };
  return { en: `${type.en} is expected`, zh: `应为${type.zh}` };
}
