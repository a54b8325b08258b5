/**
 * A model's file taken apart and put together again, without the library. A file is a protocol buffer
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: the numbers of the fields).
 */
import { type Field, field, fieldsOf, varintField, varintsIn } from './protobuf.ts';

const MODEL = { graph: 7, operators: 8 };
/** A set of operators: its name, none for the common one, and which version of it. */
const OPERATORS = { name: 1, version: 2 };
const GRAPH = { node: 1, weights: 5, input: 11, output: 12, about: 13 };
const NODE = { input: 1, output: 2, operator: 4, operators: 7 };
const WEIGHTS = { shape: 1, kind: 2, name: 8, bytes: 9 };
const VALUE = { name: 1, type: 2 };
/** A type is that of a tensor and of its elements. */
const TYPE = { tensor: 1, element: 1 };
/** Elements: 32-bit numbers, bytes, and whole numbers of 64 bits. */
const [FLOAT, BYTE, INTEGER] = [1, 2, 7];

/** A step of a graph. */
export type Node = {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly bytes: Buffer;
};

/** Something with a name, as it stands in the file. */
export type Named = { readonly name: string; readonly bytes: Buffer };

/** A graph: nodes in an order in which they can be run, what they need and what they give. */
export type Graph = {
  readonly nodes: readonly Node[];
  readonly weights: readonly Named[];
  readonly inputs: readonly Named[];
  readonly outputs: readonly Named[];
  /** The rest of the file and of the graph in it, as it stands there. */
  readonly model: readonly Buffer[];
  readonly rest: readonly Buffer[];
};

/** Takes a file apart; its parts are parts of the same memory. Fails when it is no such file. */
export function readGraph(file: Buffer): Graph {
  const parts = [...fieldsOf(file)];
  const graphs = parts.filter(({ number }) => number === MODEL.graph);
  const model = parts.filter(({ number }) => number !== MODEL.graph).map(({ whole }) => whole);
  const fields = graphs.flatMap(({ content }) => [...fieldsOf(content)]);
  if (fields.length === 0) throw new Error('this file has no graph');
  const contents = (wanted: number): Buffer[] =>
    fields.filter(({ number }) => number === wanted).map(({ content }) => content);
  const named = (wanted: number, at: number): Named[] =>
    contents(wanted).map((bytes) => ({ name: textsIn(bytes, at)[0] ?? '', bytes }));
  const known: readonly number[] = Object.values(GRAPH);
  return {
    nodes: contents(GRAPH.node).map((bytes) => ({
      operator: textsIn(bytes, NODE.operator)[0] ?? '',
      inputs: textsIn(bytes, NODE.input),
      outputs: textsIn(bytes, NODE.output),
      bytes,
    })),
    weights: named(GRAPH.weights, WEIGHTS.name),
    inputs: named(GRAPH.input, VALUE.name),
    outputs: named(GRAPH.output, VALUE.name),
    model,
    // What is said about values in between, such as their shapes, is left out: it may not hold any more.
    rest: fields.filter(({ number }) => !known.includes(number)).map(({ whole }) => whole),
  };
}

/** Puts a file together. */
export function writeGraph({ nodes, weights, inputs, outputs, model, rest }: Graph): Buffer {
  const graph = [
    ...all(GRAPH.node, nodes),
    ...all(GRAPH.weights, weights),
    ...all(GRAPH.input, inputs),
    ...all(GRAPH.output, outputs),
    ...rest,
  ];
  return Buffer.concat([...model, ...field(MODEL.graph, graph)]);
}

/**
 * The first weights of this shape that are 32-bit numbers in the file itself; `values` copies them. Nothing where there are
 * none.
 */
export function floatsOfShape(
  { weights }: Graph,
  shape: readonly number[],
): { readonly name: string; values(): Float32Array } | undefined {
  const size = shape.reduce((product, count) => product * count, 4);
  for (const { name, bytes } of weights) {
    const fields = [...fieldsOf(bytes)];
    const isFloat = fields.some(({ number, value }) => number === WEIGHTS.kind && value === FLOAT);
    const content = fields.find(({ number }) => number === WEIGHTS.bytes)?.content;
    if (!isFloat || content?.length !== size) continue;
    if (shapeIn(fields).join() !== shape.join()) continue;
    return {
      name,
      values: () => {
        const copy = Uint8Array.from(content);
        return new Float32Array(copy.buffer, 0, size / 4);
      },
    };
  }
  return undefined;
}

/** Counts stand in fields of their own or all in one. */
function shapeIn(fields: readonly Field[]): number[] {
  return fields
    .filter(({ number }) => number === WEIGHTS.shape)
    .flatMap(({ value, content }) => (content.length > 0 ? varintsIn(content) : [value]));
}

/** A value that a graph gives. */
export function output(name: string): Named {
  return { name, bytes: Buffer.concat(texts(VALUE.name, [name])) };
}

/** A value of 32-bit numbers in any shape that a graph takes. */
export function floatInput(name: string): Named {
  return input(name, FLOAT);
}

/** A value of whole numbers in any shape that a graph takes. */
export function integerInput(name: string): Named {
  return input(name, INTEGER);
}

function input(name: string, element: number): Named {
  const tensor = field(TYPE.tensor, varintField(TYPE.element, element));
  return {
    name,
    bytes: Buffer.concat([...texts(VALUE.name, [name]), ...field(VALUE.type, tensor)]),
  };
}

/** A row of whole numbers that stands in the file. */
export function integers(name: string, values: readonly number[]): Named {
  return constant(name, INTEGER, BigInt64Array.from(values, BigInt));
}

/** A row of 32-bit numbers that stands in the file. */
export function floats(name: string, values: readonly number[]): Named {
  return constant(name, FLOAT, Float32Array.from(values));
}

/** A row of bytes that stands in the file. */
export function byteWeights(name: string, values: readonly number[]): Named {
  return constant(name, BYTE, Uint8Array.from(values));
}

function constant(
  name: string,
  kind: number,
  values: BigInt64Array | Float32Array | Uint8Array,
): Named {
  const bytes = [
    ...varintField(WEIGHTS.shape, values.length),
    ...varintField(WEIGHTS.kind, kind),
    ...texts(WEIGHTS.name, [name]),
    ...field(WEIGHTS.bytes, [Buffer.from(values.buffer)]),
  ];
  return { name, bytes: Buffer.concat(bytes) };
}

/** A step of a graph that is told nothing but what it works on. */
export function nodeOf(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
): Node {
  const bytes = [
    ...texts(NODE.input, inputs),
    ...texts(NODE.output, outputs),
    ...texts(NODE.operator, [operator]),
  ];
  return { operator, inputs, outputs, bytes: Buffer.concat(bytes) };
}

/** The same step by an operator that is none of the common ones but of this set. */
export function ofSet(operators: string, node: Node): Node {
  return { ...node, bytes: Buffer.concat([node.bytes, ...texts(NODE.operators, [operators])]) };
}

/** The version of a set of operators that a graph is written in; 0 where it does without. */
export function versionOf({ model }: Graph, operators = ''): number {
  const sets = model
    .flatMap((part) => [...fieldsOf(part)])
    .filter(({ number }) => number === MODEL.operators)
    .map(({ content }) => content);
  const set = sets.find((each) => (textsIn(each, OPERATORS.name)[0] ?? '') === operators);
  const version = [...fieldsOf(set ?? Buffer.alloc(0))].find(
    ({ number }) => number === OPERATORS.version,
  );
  return version?.value ?? 0;
}

/** The graph with a set of operators at hand, in this version unless it has it in one. */
export function withOperators(graph: Graph, operators: string, version: number): Graph {
  if (versionOf(graph, operators) > 0) return graph;
  const set = [...texts(OPERATORS.name, [operators]), ...varintField(OPERATORS.version, version)];
  return { ...graph, model: [...graph.model, Buffer.concat(field(MODEL.operators, set))] };
}

function texts(number: number, list: readonly string[]): Buffer[] {
  return list.flatMap((text) => field(number, [Buffer.from(text)]));
}

function all(number: number, list: readonly { readonly bytes: Buffer }[]): Buffer[] {
  return list.flatMap(({ bytes }) => field(number, [bytes]));
}

function textsIn(message: Buffer, wanted: number): string[] {
  return [...fieldsOf(message)]
    .filter(({ number }) => number === wanted)
    .map(({ content }) => content.toString('utf8'));
}
