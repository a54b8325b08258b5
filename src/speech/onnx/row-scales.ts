import {
  byteWeights,
  floats,
  type Graph,
  integers,
  type Node,
  nodeOf,
  ofSet,
  versionOf,
  withOperators,
} from './graph-file.ts';
import { type Product, productsIn } from './int8-products.ts';

/** ONNX Runtime's own operators; one of them multiplies bytes and gives 32-bit numbers in one go. */
const OWN = 'com.microsoft';
/** Since this version of the common operators, rows are rounded to steps of their own. */
const SINCE = 13;

/** The byte that stands for 0, and how far from it the one for the largest number of a row lies. */
const [MIDDLE, REACH] = [128, 127];
/** Steps of a row of zeros: no width at all would make them no numbers. */
const LEAST = 1e-12;

const MIDDLES = 'talkleaf/middle';
const REACHES = 'talkleaf/reach';
const LEASTS = 'talkleaf/least';
const ONES = 'talkleaf/one';
const FLAT = 'talkleaf/flat';
const CONSTANTS = [
  byteWeights(MIDDLES, [MIDDLE]),
  floats(REACHES, [1 / REACH]),
  floats(LEASTS, [LEAST]),
  floats(ONES, [1]),
  integers(FLAT, [-1]),
];

/**
 * The same graph with finer rounding. What is multiplied with weights in int8 is first rounded to 255 steps, and the usual
 * tool (ONNX Runtime's `quantize_dynamic`) makes them so wide that they reach to the largest number of all rows: one loud
 * row leaves a few steps to all others. Here each row has steps of its own. Rows are those of values with three axes, the
 * first of length one. A graph without such products comes back as it is.
 */
export function scaledByRow(graph: Graph): Graph {
  const products = productsIn(graph);
  if (products.length === 0 || versionOf(graph) < SINCE) return graph;
  const byLast = new Map(products.map((product) => [product.nodes.last, product]));
  const gone = new Set(products.flatMap(({ nodes }) => nodes.inner));
  const rounded = new Set<string>();
  const nodes = graph.nodes.flatMap((node) => {
    const product = byLast.get(node);
    if (!product) return gone.has(node) ? [] : [node];
    const { rows } = product;
    const rounding = rounded.has(rows) ? [] : roundingOf(rows);
    rounded.add(rows);
    return [...rounding, ...multiplicationOf(product)];
  });
  const before = new Set(products.flatMap((product) => product.before));
  const weights = [...graph.weights, ...CONSTANTS];
  return withOperators({ ...graph, nodes: without(before, nodes), weights }, OWN, 1);
}

/** Names of what is made of rows: bytes, and how wide a step of each row is. */
function roundedRows(rows: string): { readonly bytes: string; readonly steps: string } {
  return { bytes: `${rows}/bytes`, steps: `${rows}/steps` };
}

function roundingOf(rows: string): Node[] {
  const { bytes, steps } = roundedRows(rows);
  const part = (name: string): string => `${rows}/${name}`;
  return [
    nodeOf('Abs', [rows], [part('sizes')]),
    // The largest of each row, whichever version of the operators it is; `ReduceMax` is told its axis in two ways.
    nodeOf('GlobalMaxPool', [part('sizes')], [part('largest')]),
    nodeOf('Mul', [part('largest'), REACHES], [part('widths')]),
    nodeOf('Max', [part('widths'), LEASTS], [steps]),
    nodeOf('Reshape', [steps, FLAT], [part('flat')]),
    nodeOf('Shape', [part('flat')], [part('count')]),
    nodeOf('Expand', [MIDDLES, part('count')], [part('middles')]),
    nodeOf('QuantizeLinear', [rows, part('flat'), part('middles')], [bytes]),
  ];
}

function multiplicationOf({ rows, weights, steps, zero, result }: Product): Node[] {
  const own = roundedRows(rows);
  const product = `${result}/product`;
  const given = [own.bytes, weights, ONES, steps, MIDDLES, ...(zero === undefined ? [] : [zero])];
  return [
    ofSet(OWN, nodeOf('MatMulIntegerToFloat', given, [product])),
    nodeOf('Mul', [product, own.steps], [result]),
  ];
}

/** Nodes without those of `before` that nothing needs any more. */
function without(before: ReadonlySet<Node>, nodes: readonly Node[]): Node[] {
  const used = new Set<string>();
  const kept = nodes.toReversed().filter((node) => {
    const isUsed = !before.has(node) || node.outputs.some((name) => used.has(name));
    if (isUsed) for (const name of node.inputs) used.add(name);
    return isUsed;
  });
  return kept.toReversed();
}
