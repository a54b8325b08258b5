import type { Graph, Node } from './graph-file.ts';

/** Rows that are rounded by steps they have in common, multiplied with weights in int8, and made 32-bit numbers again. */
export type Product = {
  readonly rows: string;
  readonly weights: string;
  /** How wide a step of the weights is, and which byte stands for 0 in them where that is said. */
  readonly steps: string;
  readonly zero: string | undefined;
  readonly result: string;
  /** What multiplies, and what gives the result. */
  readonly nodes: { readonly inner: readonly Node[]; readonly last: Node };
  /** What is made for it, and maybe for others. */
  readonly before: readonly Node[];
};

/** The products of a graph that stand there as ONNX Runtime's `quantize_dynamic` writes them. */
export function productsIn({ nodes, weights }: Graph): Product[] {
  const wires = new Wires(nodes);
  const fixed = new Set(weights.map(({ name }) => name));
  return nodes
    .filter(({ operator }) => operator === 'MatMulInteger')
    .flatMap((multiply) => productOf(multiply, wires) ?? [])
    .filter((product) => fixed.has(product.weights) && fixed.has(product.steps));
}

function productOf(multiply: Node, wires: Wires): Product | undefined {
  const [bytes, weights = '', , zero] = multiply.inputs;
  const rounding = wires.maker(bytes, 'DynamicQuantizeLinear');
  const cast = wires.onlyUser(multiply, 'Cast');
  const last = wires.onlyUser(cast, 'Mul');
  const factors = wires.maker(otherInput(last, cast?.outputs[0]), 'Mul');
  if (!rounding || !cast || !last || !factors) return undefined;
  const [rows = ''] = rounding.inputs;
  const [result = ''] = last.outputs;
  const steps = otherInput(factors, rounding.outputs[1]) ?? '';
  const nodes = { inner: [multiply, cast], last };
  return { rows, weights, steps, zero, result, nodes, before: [rounding, factors] };
}

/** What a step of two inputs is given beside this one. */
function otherInput(node: Node | undefined, name: string | undefined): string | undefined {
  const [one, other] = node?.inputs ?? [];
  if (name === one) return other;
  return name === other ? one : undefined;
}

/** What makes each value, and what it is needed for. */
class Wires {
  readonly #makers: ReadonlyMap<string, Node>;
  readonly #users = new Map<string, Node[]>();

  constructor(nodes: readonly Node[]) {
    this.#makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
    for (const node of nodes)
      for (const name of node.inputs) {
        const users = this.#users.get(name);
        if (users) users.push(node);
        else this.#users.set(name, [node]);
      }
  }

  /** What makes a value, where it is this operator. */
  maker(name: string | undefined, operator: string): Node | undefined {
    const maker = this.#makers.get(name ?? '');
    return maker?.operator === operator ? maker : undefined;
  }

  /** What is made of what a node gives, where it is this operator and nothing else. */
  onlyUser(node: Node | undefined, operator: string): Node | undefined {
    const [user, ...others] = this.#users.get(node?.outputs[0] ?? '') ?? [];
    return user?.operator === operator && others.length === 0 ? user : undefined;
  }
}
