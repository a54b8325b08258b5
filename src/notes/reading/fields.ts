import { type Fields, isFields } from '../../base/json.ts';

/** Other names that models give the fields of a note, in the languages they answer in. */
const NAMES = {
  title:
    'title heading name headline 标题 標題 题目 題目 名称 titel titre título titulo titolo 제목 タイトル',
  sections:
    'sections outline chapters section 大纲 大綱 章节 章節 提纲 段落 abschnitte secciones seções 目次 セクション',
  tldr: 'tldr tl_dr tl;dr summary summaries abstract overview 摘要 总结 總結 概要 概述 要約 zusammenfassung résumé resumen resumo 요약',
  points:
    'points point items bullets bullet_points key_points keypoints notes claims list corrections 要点 要點 论点 笔记 ポイント punkte puntos pontos 요점',
  parts: 'parts subsections sub_sections headings 部分 小节 小節 分段 teile partes パート',
  quotes: 'quotes quote quotations 引语 引語 金句 原话 引言 zitate citas',
  t: 't text point content claim statement sentence bullet 要点 要點 内容 內容 文本 正文 论点 句子 テキスト',
  c: 'c cite cites citation citations ids id line_ids line lines ref refs reference references source sources cited evidence 引用 出处 出處 来源 來源 依据 行 行号 行號 句 句号 编号',
  sub: 'sub subs sub_points subpoints subpoint children details detail items examples bullets points 子要点 子要點 细节 細節 例子 分点',
  part: 'part section part_number part_index 部分 小节 小節',
  from: 'from start begin first start_id from_id first_id start_line 开始 開始 起 起始 从 von',
  to: 'to end last end_id to_id last_id end_line stop 结束 結束 止 到 至 bis',
  range: 'range ids lines c id_range line_range 范围 範圍 行',
  skip: 'skip skipped ignore 跳过 跳過 略过',
  n: 'n number no nr num point index id 编号 編號 序号 号',
  drop: 'drop dropped remove removed delete 删除 刪除 丢弃',
  joins: 'joins join merge merges 合并 合併',
  keep: 'keep kept keeps 保留',
  faults:
    'faults fault problems issues errors verdicts results judgements judgments 问题 問題 错误 判定',
  ok: 'ok supported right correct fine 支持 正确 正確',
  v: 'v verdict judgement judgment result label status rating 判定 结论 結論',
  why: 'why reason explanation comment note problem 原因 理由 说明 說明',
} as const;
export type FieldName = keyof typeof NAMES;

const LISTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(NAMES).map(([field, names]) => [field, names.split(' ')]),
);

/** What kind of value makes sense under a name; under another the same name means something else. */
const FITS: Readonly<Partial<Record<FieldName, (value: unknown) => boolean>>> = {
  title: isText,
  t: isText,
  sections: isMany,
  faults: isMany,
  v: isText,
  why: isText,
  points: isMany,
  sub: (value) => isMany(value) || isText(value),
  n: isNumber,
  part: isNumber,
  from: isNumber,
  to: isNumber,
};

/** The value of a field under its own name or another one that models give it. */
export function fieldOf(fields: Fields, field: FieldName): unknown {
  const entries = Object.entries(fields).map(([name, value]) => [plainName(name), value] as const);
  const fits = FITS[field] ?? (() => true);
  for (const known of LISTS[field] ?? []) {
    const found = entries.find(([name, value]) => name === known && fits(value));
    if (found) return found[1];
  }
  return undefined;
}

/** The items of a list, of a map by numbers, or the one thing that stands in place of a list. */
export function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isNumbered(value)) return Object.values(value);
  return value === undefined || value === null || value === '' ? [] : [value];
}

/** A map whose names are numbers stands for a list. */
export function isNumbered(value: unknown): value is Fields {
  const names = isFields(value) ? Object.keys(value) : [];
  return names.length > 0 && names.every((name) => /^\D{0,12}\d+\D{0,3}$/u.test(name));
}

/** A whole number, also as a text: `"3"`, `"ID 3"`. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  const digits =
    typeof value === 'string' ? /-?\d{1,9}/.exec(value.normalize('NFKC'))?.[0] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** Yes or no, also in words. */
export function isYes(value: unknown): boolean {
  return (
    value === true ||
    value === 1 ||
    (typeof value === 'string' && /^(?:true|yes|1|是|对)$/i.test(value.trim()))
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && numberOf(value) !== undefined);
}

function isMany(value: unknown): boolean {
  return Array.isArray(value) || isNumbered(value);
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}
