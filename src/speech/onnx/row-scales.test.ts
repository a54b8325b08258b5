import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { WHISPER } from '../../../test/support/hearing.ts';
import { floatInput, type Graph, nodeOf, output, readGraph, writeGraph } from './graph-file.ts';
import { type Product, productsIn } from './int8-products.ts';
import { field, varintField } from './protobuf.ts';
import { scaledByRow } from './row-scales.ts';
import { Session } from './session.ts';
import { Tensor } from './tensor.ts';

const encoder = readGraph(readFileSync(`${WHISPER}/encoder.int8.onnx`));
const operatorsOf = ({ nodes }: Graph): Set<string> =>
  new Set(nodes.map(({ operator }) => operator));

/** One product of the encoder, as a graph of its own. */
function productAlone(): { readonly graph: Graph; readonly product: Product } {
  const [product] = productsIn(encoder);
  if (!product) throw new Error('the encoder has no products in int8');
  const { rows, weights, steps, zero, result, nodes, before } = product;
  const needed = [weights, steps, zero];
  const graph = {
    ...encoder,
    nodes: [...before, ...nodes.inner, nodes.last],
    weights: encoder.weights.filter(({ name }) => needed.includes(name)),
    inputs: [floatInput(rows)],
    outputs: [output(result)],
  };
  return { graph, product };
}

/** What the graph gives for rows, each of `width`. */
async function given(graph: Graph, rows: readonly Float32Array[]): Promise<Float32Array[]> {
  const session = await Session.load(writeGraph(graph), { threads: 1 });
  const width = rows[0]?.length ?? 0;
  const all = Float32Array.from(rows.flatMap((row) => [...row]));
  const input = Tensor.floats([1, rows.length, width], all);
  const [result] = await session.run([input]);
  const size = result?.shape.at(-1) ?? 0;
  const numbers = result?.floats().slice() ?? new Float32Array();
  for (const tensor of [input, result]) tensor?.release();
  session.release();
  return rows.map((_, at) => numbers.subarray(at * size, (at + 1) * size));
}

/** The width of the rows of mini-whisper's first product. */
const WIDTH = 64;
const row = (size: number): Float32Array =>
  Float32Array.from({ length: WIDTH }, (_, at) => size * Math.sin(1 + at * at));

/** The most that two rows differ. */
function farthest(one: Float32Array | undefined, other: Float32Array | undefined): number {
  if (!one || one.length !== other?.length) return Infinity;
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 0))), 0);
}

/** A byte that says which of the weights, which lie to both sides of 0, stands for it. */
const ZERO = {
  name: 'middle of the weights',
  bytes: Buffer.concat([
    ...varintField(2, 3),
    ...field(8, [Buffer.from('middle of the weights')]),
    ...field(9, [Buffer.from([5])]),
  ]),
};

describe('scaledByRow', () => {
  it('rounds a row in the same way whatever stands beside it', async () => {
    const { graph } = productAlone();
    const [quiet, loud] = [row(0.01), row(100)];
    const finer = scaledByRow(graph);
    const [alone] = await given(finer, [quiet]);
    const [, beside] = await given(finer, [loud, quiet]);
    expect(beside).toEqual(alone);
    expect(beside?.some((value) => value !== 0)).toBe(true);
    // As it was, nothing is left of it there.
    const [, lost] = await given(graph, [loud, quiet]);
    expect(lost?.every((value) => value === 0)).toBe(true);
  });

  it('is as near as rounding to 255 steps lets it be', async () => {
    const { graph } = productAlone();
    const finer = scaledByRow(graph);
    const [[one], [other]] = [await given(finer, [row(1)]), await given(graph, [row(1)])];
    const most = Math.max(...(other ?? []).map(Math.abs));
    expect(farthest(one, other)).toBeLessThan(most / 50);
  });

  it('minds which byte stands for 0 in the weights', async () => {
    const { graph, product } = productAlone();
    const [multiply] = product.nodes.inner;
    if (!multiply) throw new Error('nothing multiplies');
    const moved = nodeOf(multiply.operator, [...multiply.inputs, ZERO.name], multiply.outputs);
    const nodes = graph.nodes.map((node) => (node === multiply ? moved : node));
    const shifted = { ...graph, nodes, weights: [...graph.weights, ZERO] };
    const [[one], [other], [plain]] = [
      await given(scaledByRow(shifted), [row(1)]),
      await given(shifted, [row(1)]),
      await given(graph, [row(1)]),
    ];
    const most = Math.max(...(other ?? []).map(Math.abs));
    expect(farthest(one, other)).toBeLessThan(most / 50);
    expect(plain).toBeDefined();
    expect(farthest(one, plain)).toBeGreaterThan(most / 50);
  });

  it('makes nothing of rows of nothing', async () => {
    const [zeros] = await given(scaledByRow(productAlone().graph), [new Float32Array(WIDTH)]);
    expect(zeros?.every((value) => value === 0)).toBe(true);
  });

  it('finds all products of a whole encoder, and keeps what it takes and gives', () => {
    const finer = scaledByRow(encoder);
    expect(operatorsOf(encoder)).toContain('MatMulInteger');
    for (const operator of ['MatMulInteger', 'DynamicQuantizeLinear'])
      expect(operatorsOf(finer)).not.toContain(operator);
    expect([finer.inputs, finer.outputs]).toEqual([encoder.inputs, encoder.outputs]);
    // Nothing is left to be done a second time.
    expect(scaledByRow(finer)).toBe(finer);
  });

  it('leaves what something else needs as well', () => {
    const { graph, product } = productAlone();
    const bytes = product.before[0]?.outputs[0] ?? '';
    const more = { ...graph, nodes: [...graph.nodes, nodeOf('Identity', [bytes], ['besides'])] };
    expect(operatorsOf(scaledByRow(more))).toContain('DynamicQuantizeLinear');
    const cast = product.nodes.inner[1]?.outputs[0] ?? '';
    const twice = { ...graph, nodes: [...graph.nodes, nodeOf('Identity', [cast], ['besides'])] };
    expect(scaledByRow(twice)).toBe(twice);
  });

  it('leaves a graph of old operators as it is', () => {
    const { graph } = productAlone();
    const old = { ...graph, model: [] };
    expect(scaledByRow(old)).toBe(old);
  });
});
