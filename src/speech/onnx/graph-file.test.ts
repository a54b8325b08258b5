import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { WHISPER } from '../../../test/support/hearing.ts';
import {
  floatInput,
  floatsOfShape,
  integerInput,
  integers,
  nodeOf,
  output,
  readGraph,
  writeGraph,
} from './graph-file.ts';

const file = readFileSync(`${WHISPER}/decoder.int8.onnx`);

describe('readGraph', () => {
  it('reads nodes, weights, what is given and what is taken', () => {
    const graph = readGraph(file);
    expect(graph.inputs.map(({ name }) => name)).toEqual([
      'tokens',
      'in_n_layer_self_k_cache',
      'in_n_layer_self_v_cache',
      'n_layer_cross_k',
      'n_layer_cross_v',
      'offset',
    ]);
    expect(graph.outputs[0]?.name).toBe('logits');
    const shares = graph.nodes.filter(({ operator }) => operator === 'Softmax');
    expect(shares.length).toBeGreaterThan(1);
    expect(graph.nodes.every(({ outputs }) => outputs.length > 0)).toBe(true);
    expect(graph.weights.every(({ name }) => name !== '')).toBe(true);
  });
  it('is read the same when it is put together again, with what was added', () => {
    const graph = readGraph(file);
    const more = {
      ...graph,
      nodes: [...graph.nodes, nodeOf('Unsqueeze', ['further', 'axis'], ['besides'])],
      weights: [...graph.weights, integers('rows', [-3, 5])],
      inputs: [...graph.inputs, floatInput('further'), integerInput('axis')],
      outputs: [...graph.outputs, output('besides')],
    };
    expect(readGraph(writeGraph(more))).toEqual(more);
  });
  it('refuses what is no model, and what is not whole', () => {
    expect(() => readGraph(Buffer.from('no model at all'))).toThrow('protocol buffer');
    expect(() => readGraph(file.subarray(0, file.length - 10))).toThrow('not whole');
    expect(() => readGraph(Buffer.alloc(0))).toThrow('no graph');
  });
});

describe('floatsOfShape', () => {
  it('finds weights by their shape', () => {
    const places = floatsOfShape(readGraph(file), [448, 64]);
    expect(places?.values()).toHaveLength(448 * 64);
    expect(places?.values().every((value) => Math.abs(value) < 10)).toBe(true);
    expect(floatsOfShape(readGraph(file), [447, 64])).toBeUndefined();
  });
});
