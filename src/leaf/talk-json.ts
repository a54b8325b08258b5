import { z } from 'zod';

import { AppError, type Bilingual } from '../base/errors.ts';
import { issueWords } from '../base/issue-words.ts';
import { isObject, parseJson } from '../base/json.ts';
import type { Edit } from '../model/edit.ts';
import { TALK_SCHEMA, type Talk } from '../model/talk.ts';
import { fileOf, talkFrom } from './json/talk-file.ts';
import { EditShape, FirstTalkShape, type TalkFile, TalkFileShape } from './json/talk-shape.ts';

/**
 * A talk as `talk.json`: the schema version first, keys always in the same order, one sentence, line, term or point a
 * line, so that two versions compare well. `before` is the text of an earlier file; what it has and this talk lacks is kept.
 */
export function talkJson(talk: Talk, before = ''): string {
  return `${print(fileOf(talk, fileToKeep(before, talk)), '')}\n`;
}

/** The target languages of a talk, from the text of its `talk.json`, the first one first; none when it is no such file. */
export function targetsIn(text: string): string[] {
  const [, targets = ''] = /^[^\n]{0,9}\n[^\n]{0,40}\n "targets": (\[[^\]\n]*\])/u.exec(text) ?? [];
  const read = z.array(z.string()).safeParse(parseJson(targets));
  if (read.success) return read.data;
  const first = z.object({ target: z.string() }).safeParse(parseJson(text));
  return first.success ? [first.data.target] : [];
}

/** What a person put right, from the text of a `talk.json`; it is looked for at its beginning alone, for reading all of it takes time. */
export function editsIn(text: string): Edit[] {
  if (!text.slice(0, EDITS_WITHIN).includes('\n "edits": ')) return [];
  const read = z.object({ edits: z.array(EditShape) }).safeParse(parseJson(text));
  return read.success ? read.data.edits : [];
}

/** Before the edits stand the schema and the target languages. In characters. */
const EDITS_WITHIN = 500;

/** An earlier file, when there is anything in it that is to be kept: reading it takes time. */
function fileToKeep(text: string, { target, note, translation }: Talk): TalkFile | undefined {
  const isWhole = note !== undefined && translation !== undefined;
  if (isWhole && targetsIn(text).every((each) => each === target)) return undefined;
  return readFile(parseJson(text)).data;
}

/** A talk from the text of its `talk.json`. Throws TALK_NEWER for a later schema, TALK_BAD for anything else that is none. */
export function readTalkJson(text: string, target?: string): Talk {
  const value = parseJson(text.replace(/^\uFEFF/, ''));
  const version = z.object({ schema: z.number() }).safeParse(value).data?.schema;
  if (version !== undefined && version > TALK_SCHEMA) {
    throw new AppError('TALK_NEWER', { schema: version, known: TALK_SCHEMA });
  }
  const file = readFile(value);
  const talk = file.data && talkFrom(file.data, target);
  if (talk) return talk;
  throw new AppError('TALK_BAD', { reason: reasonOf(value, file.error, target) });
}

/** Reads either shape. */
function readFile(value: unknown): { data?: TalkFile; error?: z.ZodError } {
  const isFirst = z.object({ schema: z.literal(1) }).safeParse(value).success;
  if (!isFirst) return TalkFileShape.safeParse(value);
  const { data, error } = FirstTalkShape.safeParse(value);
  return data ? { data: fileOf({ ...data, schema: TALK_SCHEMA }) } : { error };
}

function reasonOf(value: unknown, error: z.ZodError | undefined, target = ''): Bilingual {
  if (value === undefined) return { en: 'it is not valid JSON', zh: '它不是有效的 JSON' };
  if (error) return firstProblem(error);
  return { en: `it has nothing in ${target}`, zh: `其中没有 ${target} 的内容` };
}

function firstProblem({ issues: [issue] }: z.ZodError): Bilingual {
  const place = issue?.path.join('.') ?? '';
  const { en, zh } = issueWords(issue);
  return place === '' ? { en, zh } : { en: `${place}: ${en}`, zh: `${place}：${zh}` };
}

/** Records without records in them stand on one line, others are opened up, one space deeper each. */
function print(value: unknown, indent: string): string {
  if (!isNested(value)) return JSON.stringify(value);
  const deeper = `${indent} `;
  const items = Array.isArray(value)
    ? value.map((item) => deeper + print(item, deeper))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${print(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}

/** Whether a value has records in it. */
function isNested(value: unknown): value is object {
  return isObject(value) && Object.values(value).some((item) => holdsRecord(item));
}

function holdsRecord(item: unknown): boolean {
  return Array.isArray(item) ? item.some(holdsRecord) : isObject(item);
}
