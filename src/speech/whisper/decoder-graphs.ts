import {
  floatInput,
  floatsOfShape,
  type Graph,
  integerInput,
  integers,
  nodeOf,
  type Node,
  output,
  readGraph,
  writeGraph,
} from '../onnx/graph-file.ts';
import { scaledByRow } from '../onnx/row-scales.ts';
import type { Signs } from './signs.ts';

/** What the decoder is given: `tokens`, keys and values of those before, keys and values of the sound, `offset`. */
const BEFORE = [1, 2] as const;
const SOUND = [3, 4] as const;
/** What it gives: logits, and keys and values of the tokens so far. */
export const GIVEN = 3;

/** Operators that give numbers of the kind they take. */
const OF_ONE_KIND = new Set(
  'Gather Slice Split Reshape Transpose Squeeze Unsqueeze Identity Mul Add MatMul'.split(' '),
);

/** A decoder in two graphs, as files. */
export type DecoderGraphs = {
  /** From keys and values of the sound, what the steps need of them: done once for each sound. */
  readonly sound: Buffer;
  /**
   * From tokens, what was decoded so far, their number, what the first graph gave, a row for the place of each token, a
   * mask of those before that it goes on from, and the axis of `axisFor`: what the decoder gives, and its attention.
   */
  readonly step: Buffer;
  /** The row of each place, `context` of `width`. */
  readonly places: Float32Array;
  /** For each layer of the upper half, where it looks in the sound; empty where the graph does not tell. */
  readonly attention: readonly string[];
};

/**
 * Takes apart a decoder as sherpa-onnx's exporters write it. As it is, it turns the keys and values of the sound over for
 * every token, two thirds of its work for a model of the size of base; wants room for the longest text from the first
 * token on, half of the rest; and follows but one text. Fails for a graph of another form.
 */
export function decoderGraphs(file: Buffer, { layers, context, width }: Signs): DecoderGraphs {
  const whole = scaledByRow(readGraph(file));
  const keysAndValues = SOUND.map((at) => whole.inputs[at]?.name ?? '');
  const { constant, alone } = dependents(whole, keysAndValues);
  const [places, mask] = [width, context].map((columns) => {
    const table = floatsOfShape(whole, [context, columns]);
    if (!table) throw new Error('this decoder has no table of that size');
    return { table, name: sliceOf(whole, table.name) };
  });
  if (!places || !mask) throw new Error('this decoder cannot be taken apart');
  const told = [places.name, mask.name];
  const steps = whole.nodes.filter(
    (node) => !alone.has(node) && !node.outputs.some((name) => told.includes(name)),
  );
  const used = new Set(steps.flatMap(({ inputs }) => inputs));
  const made = [...alone].flatMap(({ outputs }) => outputs).filter((name) => used.has(name));
  const inputs = whole.inputs
    .map((input, at) => (BEFORE.some((before) => before === at) ? floatInput(input.name) : input))
    .filter(({ name }) => used.has(name));
  const attention = attentionIn(whole, layers);
  const given = whole.outputs.slice(0, GIVEN).map(({ name }) => name);
  return {
    sound: writeGraph({
      ...needed(whole, { nodes: [...alone], constant }),
      inputs: keysAndValues.map(floatInput),
      outputs: made.map(output),
    }),
    step: writeGraph({
      ...whole,
      nodes: steps.flatMap((node) => (looksIn(made, node) ? inRows(node) : [node])),
      weights: [...whole.weights, integers(TOGETHER, [-3])],
      inputs: [...inputs, ...[...made, ...told].map(floatInput), integerInput(AXIS)],
      outputs: [...given, ...attention].map(output),
    }),
    places: places.table.values(),
    attention,
  };
}

/** Name of the axis told along which rows of tokens are put apart. */
const AXIS = 'talkleaf/axis';
/** Name of that which keeps them together. */
const TOGETHER = 'talkleaf/together';

/**
 * So few tokens each look in the sound by themselves. The library multiplies one row with what is encoded as it stands; for
 * several it first copies that into another order, which takes longer than all the rest of the step. In one run over 64
 * tokens the copy is the smaller part.
 */
const FEW = 4;

/** The axis along which the rows of so many tokens are put apart before they look in the sound. */
export function axisFor(tokens: number): number {
  return tokens <= FEW ? -2 : -3;
}

/** True for a step that multiplies rows of tokens with something made of the sound. */
function looksIn(made: readonly string[], { operator, inputs }: Node): boolean {
  return operator === 'MatMul' && made.includes(inputs[1] ?? '');
}

/** The same product, with one axis more in between. */
function inRows({ inputs: [rows = '', sound = ''], outputs: [product = ''] }: Node): Node[] {
  const [apart, spread, made] = [`${product}/rows`, `${product}/sound`, `${product}/product`];
  return [
    nodeOf('Unsqueeze', [rows, AXIS], [apart]),
    nodeOf('Unsqueeze', [sound, TOGETHER], [spread]),
    nodeOf('MatMul', [apart, spread], [made]),
    nodeOf('Squeeze', [made, AXIS], [product]),
  ];
}

/** The nodes that need nothing, and those that need these values and nothing else that changes. */
function dependents(
  { nodes, weights }: Graph,
  values: readonly string[],
): { readonly constant: ReadonlySet<Node>; readonly alone: ReadonlySet<Node> } {
  const fixed = new Set(['', ...weights.map(({ name }) => name)]);
  const moving = new Set(values);
  const constant = new Set<Node>();
  const alone = new Set<Node>();
  for (const node of nodes) {
    const { inputs, outputs, operator } = node;
    if (inputs.every((name) => fixed.has(name))) {
      constant.add(node);
      for (const name of outputs) fixed.add(name);
    } else if (
      OF_ONE_KIND.has(operator) &&
      inputs.every((name) => fixed.has(name) || moving.has(name))
    ) {
      alone.add(node);
      for (const name of outputs) moving.add(name);
    }
  }
  return { constant, alone };
}

/** What is left of a table after all that is cut from it. */
function sliceOf({ nodes }: Graph, table: string): string {
  let name = table;
  for (const { operator, inputs, outputs } of nodes)
    if (operator === 'Slice' && inputs[0] === name) name = outputs[0] ?? name;
  if (name === table) throw new Error('this decoder does not cut its tables');
  return name;
}

/** The graph with these nodes, and of those that need nothing and of its weights, those that they need. */
function needed(
  whole: Graph,
  { nodes, constant }: { readonly nodes: readonly Node[]; readonly constant: ReadonlySet<Node> },
): Graph {
  const wanted = new Set(nodes.flatMap(({ inputs }) => inputs));
  const before: Node[] = [];
  for (const node of [...constant].toReversed()) {
    if (!node.outputs.some((name) => wanted.has(name))) continue;
    before.unshift(node);
    for (const name of node.inputs) wanted.add(name);
  }
  const weights = whole.weights.filter(({ name }) => wanted.has(name));
  return { ...whole, nodes: [...before, ...nodes], weights };
}

/** The shares each layer of the upper half gives the sound: each layer has two, over the tokens before, then over the sound. */
function attentionIn({ nodes }: Graph, layers: number): string[] {
  const shares = nodes.filter(({ operator }) => operator === 'Softmax');
  if (shares.length !== 2 * layers) return [];
  return shares
    .filter((_, at) => at % 2 === 1)
    .slice(Math.floor(layers / 2))
    .map(({ outputs }) => outputs[0] ?? '');
}
