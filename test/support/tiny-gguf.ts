/**
 * A language model of half a megabyte with random weights: what it writes has no sense, but the real engine loads it, counts
 * its tokens, keeps to its grammars and stops. Llama's architecture, 2 layers of 64, a vocabulary with a token for each byte.
 */
import { writeFile } from 'node:fs/promises';

/** Kinds of values, and of tensors, as GGUF numbers them. */
const [U32, I32, F32, TEXT, ARRAY] = [4, 5, 6, 8, 9] as const;
const TENSOR_F32 = 0;
/** Kinds of tokens, as llama.cpp numbers them. */
const [NORMAL, UNKNOWN, CONTROL, BYTE] = [1, 2, 3, 6] as const;
/** Tensors begin at multiples of so many bytes. */
const ALIGNMENT = 32;

const WIDTH = 64;
const LAYERS = 2;
const HEADS = 4;
const INNER = 128;

const CHATML = `{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`;

export type TinyOptions = {
  /** The longest context, in tokens. @default 2048 */
  readonly context?: number;
  /** @default 1 */
  readonly seed?: number;
};

/** Writes the model to a file; the same options give the same bytes. */
export async function writeTinyModel(
  file: string,
  { context = 2048, seed = 1 }: TinyOptions = {},
): Promise<void> {
  const tokens = vocabulary();
  const tensors = tensorsFor(tokens.length);
  const values = [
    text('general.architecture', 'llama'),
    text('general.name', 'Tiny'),
    number('llama.block_count', LAYERS),
    number('llama.context_length', context),
    number('llama.embedding_length', WIDTH),
    number('llama.feed_forward_length', INNER),
    number('llama.attention.head_count', HEADS),
    number('llama.attention.head_count_kv', HEADS),
    float('llama.attention.layer_norm_rms_epsilon', 1e-5),
    number('llama.rope.dimension_count', WIDTH / HEADS),
    number('llama.vocab_size', tokens.length),
    text('tokenizer.ggml.model', 'llama'),
    array(
      'tokenizer.ggml.tokens',
      TEXT,
      tokens.map(([token]) => string(token)),
    ),
    array(
      'tokenizer.ggml.scores',
      F32,
      tokens.map((_, at) => f32(-at)),
    ),
    array(
      'tokenizer.ggml.token_type',
      I32,
      tokens.map(([, kind]) => u32(kind)),
    ),
    number('tokenizer.ggml.bos_token_id', 1),
    number('tokenizer.ggml.eos_token_id', 2),
    number('tokenizer.ggml.unknown_token_id', 0),
    text('tokenizer.chat_template', CHATML),
  ];
  let offset = 0;
  const infos = tensors.map(({ name, shape }) => {
    const info = Buffer.concat([
      string(name),
      u32(shape.length),
      ...shape.map(u64),
      u32(TENSOR_F32),
      u64(offset),
    ]);
    offset += aligned(4 * sizeOf(shape));
    return info;
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(values.length),
    ...values,
    ...infos,
  ]);
  const random = generator(seed);
  const weights = tensors.map(({ name, shape }) => {
    const data = Buffer.alloc(aligned(4 * sizeOf(shape)));
    const isNorm = name.includes('norm');
    for (let at = 0; at < sizeOf(shape); at++) data.writeFloatLE(isNorm ? 1 : random(), 4 * at);
    return data;
  });
  await writeFile(
    file,
    Buffer.concat([head, Buffer.alloc(aligned(head.length) - head.length), ...weights]),
  );
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

function vocabulary(): [token: string, kind: number][] {
  return [
    ['<unk>', UNKNOWN],
    ['<s>', CONTROL],
    ['</s>', CONTROL],
    ['<|im_start|>', CONTROL],
    ['<|im_end|>', CONTROL],
    ...Array.from({ length: 256 }, (_, byte): [string, number] => [`<0x${hex(byte)}>`, BYTE]),
    ...'▁abcdefghijklmnopqrstuvwxyz0123456789|.,?"{}[]:'
      .split('')
      .map((letter): [string, number] => [letter, NORMAL]),
  ];
}

type TensorInfo = { readonly name: string; readonly shape: readonly number[] };

function tensorsFor(tokens: number): TensorInfo[] {
  const square = [WIDTH, WIDTH];
  const parts: Readonly<Record<string, readonly number[]>> = {
    attn_norm: [WIDTH],
    attn_q: square,
    attn_k: square,
    attn_v: square,
    attn_output: square,
    ffn_norm: [WIDTH],
    ffn_gate: [WIDTH, INNER],
    ffn_up: [WIDTH, INNER],
    ffn_down: [INNER, WIDTH],
  };
  const layer = (at: number): TensorInfo[] =>
    Object.entries(parts).map(([name, shape]) => ({ name: `blk.${at}.${name}.weight`, shape }));
  return [
    { name: 'token_embd.weight', shape: [WIDTH, tokens] },
    ...Array.from({ length: LAYERS }, (_, at) => layer(at)).flat(),
    { name: 'output_norm.weight', shape: [WIDTH] },
    { name: 'output.weight', shape: [WIDTH, tokens] },
  ];
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, each) => size * each, 1);
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function string(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

const text = (key: string, value: string): Buffer =>
  Buffer.concat([string(key), u32(TEXT), string(value)]);
const number = (key: string, value: number): Buffer =>
  Buffer.concat([string(key), u32(U32), u32(value)]);
const float = (key: string, value: number): Buffer =>
  Buffer.concat([string(key), u32(F32), f32(value)]);
const array = (key: string, kind: number, values: readonly Buffer[]): Buffer =>
  Buffer.concat([string(key), u32(ARRAY), u32(kind), u64(values.length), ...values]);

/** Numbers around 0, the same for the same seed (Numerical Recipes' generator). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 0.5;
  };
}
