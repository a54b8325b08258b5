/** The sources as they are parsed, for tests that look at what is written in them. */
import { readdirSync, readFileSync } from 'node:fs';

import { type NewExpression, type Node, parseSync, type Program, Visitor } from 'oxc-parser';

/** One file, and its syntax. */
export type ParsedSource = { readonly path: string; readonly program: Program };

/** All files of the program, but its tests. */
export function parsedSources(): ParsedSource[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !/\.(?:test|d)\.ts$/.test(path))
    .map((path) => ({ path, program: parseSync(path, readFileSync(path, 'utf8')).program }));
}

/** A text as it is written, with `sample` where something is put in; `undefined` for all else. */
export function textOf(node: Node, sample: string): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return node.quasis.map(({ value }) => value.cooked ?? value.raw).join(sample);
}

/** A place where a failure is made: its codes, and what it is given, as far as both are written there. */
export type Throw = {
  readonly path: string;
  readonly codes: readonly string[];
  /** `undefined` where they come from elsewhere. */
  readonly names: readonly string[] | undefined;
};

const FAILING = ['AppError', 'ModelError'];

/** Every failure that is made with a code which is written there. */
export function throwsIn({ path, program }: ParsedSource): Throw[] {
  const declared = new Map<string, Node[]>();
  const found: Throw[] = [];
  const add = ({ callee, arguments: given }: NewExpression): void => {
    if (callee.type !== 'Identifier' || !FAILING.includes(callee.name)) return;
    const [code, values] = given;
    if (code === undefined) return;
    found.push({ path, codes: codesIn(code), names: namesIn(values, declared) });
  };
  new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type === 'Identifier' && init)
        declared.set(id.name, [...(declared.get(id.name) ?? []), init]);
    },
  }).visit(program);
  new Visitor({ NewExpression: add }).visit(program);
  return found.filter(({ codes }) => codes.length > 0);
}

function codesIn(node: Node): string[] {
  if (node.type === 'ConditionalExpression')
    return [...codesIn(node.consequent), ...codesIn(node.alternate)];
  const text = textOf(node, '');
  return text === undefined ? [] : [text];
}

type Declared = ReadonlyMap<string, readonly Node[]>;

function namesIn(node: Node | undefined, declared: Declared): string[] | undefined {
  if (node === undefined) return [];
  if (node.type === 'Identifier') {
    const all = (declared.get(node.name) ?? []).map((each) => namesIn(each, declared));
    return all.length === 0 || all.includes(undefined)
      ? undefined
      : all.flatMap((each) => each ?? []);
  }
  if (node.type !== 'ObjectExpression') return undefined;
  const names: string[] = [];
  for (const property of node.properties) {
    if (property.type === 'Property') {
      if (property.key.type === 'Identifier') names.push(property.key.name);
      continue;
    }
    const spread = namesIn(property.argument, declared);
    if (spread === undefined) return undefined;
    names.push(...spread);
  }
  return names;
}
