/** The clothes in which models hand over right answers, as arbitraries: of a text, of rows, of JSON, of the whole. */
import * as fc from 'fast-check';

/** A line of an answer, with the line it translates. */
export type Worn = { readonly id: number; readonly text: string; readonly source: string };
type Put = (text: string) => string;

/** Around a text; any may stand in any other. */
const TEXT: readonly Put[] = [
  (text) => `“${text}”`,
  (text) => `"${text}"`,
  (text) => `「${text}」`,
  (text) => `«${text}»`,
  (text) => `**${text}**`,
  (text) => `*${text}*`,
  (text) => `__${text}__`,
  (text) => `\`${text}\``,
  (text) => `~~${text}~~`,
  (text) => `${text}<br>`,
  (text) => `${text}<br/>`,
  (text) => String.raw`${text}\n`,
  (text) => `&quot;${text}&quot;`,
  (text) => `&#34;${text}&#34;`,
  (text) => `<b>${text}</b>`,
  (text) => `<span lang="zh">${text}</span>`,
  (text) => `\u200B${text}\u200B`,
];

/** Before a text, dressed or not. */
const LABELS: readonly Put[] = [
  (text) => text,
  (text) => text,
  (text) => `译文：${text}`,
  (text) => `**Translation:** ${text}`,
  (text) => `> ${text}`,
];

/** How a row says whose line it is. */
const MARKS: readonly ((id: number, text: string) => string)[] = [
  (id, text) => `${id}|${text}`,
  (id, text) => ` ${id} |  ${text} \t`,
  (id, text) => `**${id}**|${text}`,
  (id, text) => `\`${id}\`| ${text}`,
  (id, text) => `**${id}|** ${text}`,
  (id, text) => `[${id}]|${text}`,
  (id, text) => `[${id}] ${text}`,
  (id, text) => `【${id}】${text}`,
  (id, text) => `- **${id}**: ${text}`,
  (id, text) => `${wide(id)}｜${text}`,
  (id, text) => `Line ${id}: ${text}`,
  (id, text) => `第${id}行：${text}`,
  (id, text) => `第 ${id} 句：${text}`,
  (id, text) => `ID ${id}: ${text}`,
  (id, text) => `ID: ${id} | ${text}`,
  (id, text) => `#${id}: ${text}`,
  (id, text) => `${id}. ${text}`,
  (id, text) => `${id}) ${text}`,
  (id, text) => `${id}、${text}`,
  (id, text) => `${id} - ${text}`,
  (id, text) => `${id}\t${text}`,
  (id, text) => `| ${id} | ${text} |`,
  (id, text) => `|${id}|${text}|`,
  (id, text) => `<line id="${id}">${text}</line>`,
  (id, text) => `<${id}>${text}</${id}>`,
  (id, text) => `<l${id}>\n${text}\n</l${id}>`,
  (id, text) => `${id}|\n${text}`,
  (id, text) => `Line ${id}:\n${text}\n`,
  (id, text) => `**${id}**\n${text}\n`,
  (id, text) => `${id}|\n${id}|${text}`,
];

/** One that all lines have or none: behind the last line and a gap stands a remark. */
const GAPPED: (typeof MARKS)[number] = (id, text) => `${id}|\n\n${text}\n`;

const IDS = ['id', 'ID', 'line', 'index', 'key', '编号', '序号', 'line_id', 'lineNumber'];
const TEXTS = [
  't',
  'text',
  'translation',
  'target',
  'translated',
  'translatedText',
  '译文',
  '翻译',
  'content',
  'zh',
  'output',
];

/** Lines as JSON. */
const JSONS: readonly ((lines: readonly Worn[], names: readonly [string, string]) => string)[] = [
  (lines) => JSON.stringify(mapOf(lines)),
  (lines) => JSON.stringify(mapOf(lines), null, 2),
  (lines) => JSON.stringify({ translations: mapOf(lines) }),
  (lines) => JSON.stringify({ result: { data: { lines: mapOf(lines) } } }),
  (lines) => JSON.stringify(lines.map(({ id, text }) => [id, text])),
  (lines) => JSON.stringify(lines.map(({ id, text, source }) => [String(id), source, text])),
  (lines) => JSON.stringify(lines.map(({ id, text }) => `${id}|${text}`)),
  (lines, [id, text]) =>
    JSON.stringify(lines.map((line) => ({ [id]: line.id, [text]: line.text }))),
  (lines, [id, text]) =>
    JSON.stringify({ lines: lines.map((line) => ({ [text]: line.text, [id]: `${line.id}` })) }),
  (lines, [id]) =>
    JSON.stringify(
      lines.map((line) => ({ [id]: line.id, source: line.source, translation: line.text })),
    ),
  (lines, [id, text]) =>
    lines.map((line) => JSON.stringify({ [id]: line.id, [text]: line.text })).join('\n'),
  (lines) => JSON.stringify(JSON.stringify(mapOf(lines))),
  (lines) => JSON.stringify({ answer: JSON.stringify(mapOf(lines)) }),
  (lines) =>
    JSON.stringify({ translation: lines.map(({ id, text }) => `${id}|${text}`).join('\n') }),
  (lines) => `{${lines.map(({ id, text }) => `“${id}”：“${text}”`).join('，')}}`,
  (lines) =>
    `{\n${lines.map(({ id, text }) => `  "${id}"：${JSON.stringify(text)}，`).join('\n')}\n}`,
  (lines) => `${JSON.stringify(mapOf(lines)).slice(0, -1)},}`,
  (lines) => JSON.stringify(mapOf(lines)).slice(0, -1),
];

/** Around the whole answer. */
const FRAMES: readonly Put[] = [
  (text) => text,
  (text) => `Sure! Here is the translation:\n\n${text}`,
  (text) => `好的，以下是结果：\n${text}\n\n希望对你有帮助！`,
  (text) => `\`\`\`\n${text}\n\`\`\``,
  (text) => `Here you are:\n\`\`\`json\n${text}\n\`\`\`\nLet me know if you need more.`,
  (text) => `<result>\n${text}\n</result>`,
  (text) => `<answer>${text}</answer>`,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\uFEFF${text}`,
  (text) => `${text}<|im_end|>`,
];

/** Before the answer stands a draft of it, or the prompt. */
const BEFORE: readonly ((text: string, draft: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text, draft) => `${draft}\n</think>\n\n${text}`,
  (text, draft) => `<think>\n${draft}\n</think>\n${text}`,
  (text, draft) => `<seed:think>${draft}</seed:think>${text}`,
  (text, draft) => `<thought>\n${draft}\n</thought>\n${text}`,
  (text, draft) => `◁think▷${draft}◁/think▷${text}`,
  (text, draft) => `[THINK]${draft}[/THINK]${text}`,
  (text, draft) =>
    `<|channel|>analysis<|message|>${draft}<|end|><|start|>assistant<|channel|>final<|message|>${text}`,
  (text, draft) => `analysisLet me see.\n${draft}\nassistantfinal${text}`,
  (text, draft) => `**Draft:**\n${draft}\n\n**Final:**\n${text}`,
  (text, draft) => `初稿：\n${draft}\n\n终稿：\n${text}`,
  (text, draft) => `## Borrador\n${draft}\n\n## Versión final\n${text}`,
];

/** Texts in up to three layers of clothes. */
export function dressed(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.constantFrom(...TEXT), { maxLength: 3 }), fc.constantFrom(...LABELS))
    .map(([layers, label]) => label(layers.reduce((worn, put) => put(worn), text)));
}

/** A right answer for some lines, in any clothes. */
export function dressedAnswer(lines: readonly Worn[]): fc.Arbitrary<string> {
  const texts = fc.tuple(...lines.map(({ text }) => dressed(text)));
  const worn = texts.map((all) =>
    lines.map((line, index) => ({ ...line, text: all[index] ?? '' })),
  );
  const one = fc.constantFrom(...MARKS, GAPPED).map((mark) => lines.map(() => mark));
  const several = fc.tuple(...lines.map(() => fc.constantFrom(...MARKS)));
  const rows = fc
    .tuple(fc.oneof({ weight: 3, arbitrary: one }, several), worn)
    .map(([marks, all]) => all.map(({ id, text }, index) => marks[index]?.(id, text)).join('\n'));
  const names = fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...TEXTS));
  const json = fc
    .tuple(fc.constantFrom(...JSONS), names, worn)
    .map(([write, named, all]) => write(all, named));
  const framed = fc
    .tuple(fc.oneof(rows, json), fc.constantFrom(...FRAMES))
    .map(([text, frame]) => frame(text));
  const draft = lines.map(({ id, text }) => `${id}|${text.slice(0, text.length / 2)}草`).join('\n');
  return fc.tuple(framed, fc.constantFrom(...BEFORE)).map(([text, before]) => before(text, draft));
}

/** A text cut into pieces of any length. */
export function pieces(text: string): fc.Arbitrary<string[]> {
  return fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }).map((sizes) => {
    const cut: string[] = [];
    for (let at = 0; at < text.length;) {
      const size = sizes[cut.length % sizes.length] ?? 1;
      cut.push(text.slice(at, at + size));
      at += size;
    }
    return cut;
  });
}

function mapOf(lines: readonly Worn[]): Record<string, string> {
  return Object.fromEntries(lines.map(({ id, text }) => [id, text]));
}

function wide(id: number): string {
  return String(id).replace(/\d/g, (digit) => String.fromCodePoint(0xff_10 + Number(digit)));
}
