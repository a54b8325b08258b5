import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';

import { issueWords, nearestIssue } from '../../base/issue-words.ts';
import { refusal } from './refusal.ts';

/** Routes that are checked and described by their schemas. */
export type OpenApi = OpenAPIHono<{ Bindings: HttpBindings }>;

/** Routes without any yet; what does not fit a schema is refused with what is wrong where. */
export function openApi(): OpenApi {
  return new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return undefined;
      const [first] = result.error.issues;
      const issue = first && nearestIssue(first);
      const { en, zh } = issueWords(issue);
      const at = issue?.path.join('.') ?? '';
      const reason = at === '' ? { en, zh } : { en: `${at}: ${en}`, zh: `${at}：${zh}` };
      return refusal(context, 'REQUEST_BAD', { reason });
    },
  });
}
