/** One box of an MP4 file (ISO/IEC 14496-12, 4.2), without its header. */
export type Box = { readonly type: string; readonly body: Buffer };

/** Size and type. In bytes. */
export const HEADER = 8;

/** The boxes that follow each other in some bytes. Throws RangeError where they are not whole. */
export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  // QuickTime ends some lists with four zero bytes.
  for (let at = 0; at + HEADER <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    if (size < HEADER || at + size > bytes.length) throw new RangeError('a box is cut short');
    const type = bytes.toString('latin1', at + 4, at + HEADER);
    boxes.push({ type, body: bytes.subarray(at + HEADER, at + size) });
    at += size;
  }
  return boxes;
}

/** The first box of a type. Throws RangeError when there is none. */
export function boxOf(type: string, boxes: readonly Box[]): Buffer {
  const found = boxes.find((each) => each.type === type);
  if (!found) throw new RangeError(`there is no ${type}`);
  return found.body;
}

/** Bytes in pieces, one after another: boxes stand in boxes, and to copy them at each level takes long. */
export type Pieces = readonly Uint8Array[];

/** How many bytes there are. */
export function sizeOf(pieces: Pieces): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** A box with its header. */
export function box(type: string, ...content: Pieces): Pieces {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(HEADER + sizeOf(content));
  header.write(type, 4, 'latin1');
  return [header, ...content];
}

/** Bytes with some boxes in them written anew; those that become nothing are left out. */
export function rewritten(
  bytes: Buffer,
  changes: Readonly<Record<string, (body: Buffer) => Pieces | undefined>>,
): Pieces {
  return boxesIn(bytes).flatMap(({ type, body }) => {
    const change = changes[type];
    const changed = change ? change(body) : [body];
    return changed ? box(type, ...changed) : [];
  });
}
