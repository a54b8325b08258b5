/** The ways in which a field is written (https://protobuf.dev/programming-guides/encoding/). */
const VARINT = 0;
const EIGHT_BYTES = 1;
const WITH_LENGTH = 2;
const FOUR_BYTES = 5;

/** A field of a message. */
export type Field = {
  readonly number: number;
  /** The number in it; 0 for those with a length. */
  readonly value: number;
  /** What is in it, for those with a length; else empty. */
  readonly content: Buffer;
  /** The field as it stands in the message, number and length included. */
  readonly whole: Buffer;
};

/** The fields of a message in order. Fails when it is none or not whole. */
export function* fieldsOf(message: Buffer): Generator<Field> {
  for (let at = 0; at < message.length;) {
    const tag = varintAt(message, at);
    const [number, way] = [Math.floor(tag.value / 8), tag.value % 8];
    let [start, end, value] = [tag.next, tag.next, 0];
    if (way === VARINT) {
      ({ value, next: end } = varintAt(message, end));
      start = end;
    } else if (way === EIGHT_BYTES) start = end += 8;
    else if (way === FOUR_BYTES) start = end += 4;
    else if (way === WITH_LENGTH) {
      const length = varintAt(message, end);
      start = length.next;
      end = start + length.value;
    } else throw new Error('this is no protocol buffer');
    if (end > message.length) throw new Error('this protocol buffer is not whole');
    yield {
      number,
      value,
      content: message.subarray(start, end),
      whole: message.subarray(at, end),
    };
    at = end;
  }
}

/** Numbers that stand one behind the other. */
export function varintsIn(content: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < content.length;) {
    const { value, next } = varintAt(content, at);
    numbers.push(value);
    at = next;
  }
  return numbers;
}

/** A field with a length, in pieces that stand one behind the other. */
export function field(number: number, content: readonly Buffer[]): Buffer[] {
  const length = content.reduce((sum, { length: own }) => sum + own, 0);
  return [Buffer.from([...varint(number * 8 + WITH_LENGTH), ...varint(length)]), ...content];
}

/** A field with a number. */
export function varintField(number: number, value: number): Buffer[] {
  return [Buffer.from([...varint(number * 8 + VARINT), ...varint(value)])];
}

/** In groups of seven bits, the lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return [...bytes, left];
}

/** A number beyond 2^53 is not exact, and none of those is needed. */
function varintAt(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let place = 1, next = at; ; place *= 128) {
    const byte = bytes[next++];
    if (byte === undefined) throw new Error('this protocol buffer is not whole');
    value += (byte % 128) * place;
    if (byte < 128) return { value, next };
  }
}
