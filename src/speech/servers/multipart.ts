import { randomUUID } from 'node:crypto';

/** A form with one file in it, ready to be sent. */
export type Multipart = {
  /** The value of the header `content-type`. */
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
};

/**
 * A form as `multipart/form-data` (RFC 7578): the fields in order, then the file. Made by hand, because a
 * `FormData` is understood only by the `fetch` it came with, and the caller brings that. Field names must
 * be plain ASCII.
 */
export function multipart(
  fields: readonly (readonly [name: string, value: string])[],
  file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
): Multipart {
  const boundary = `talkleaf-${randomUUID()}`;
  const texts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const opening =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n` +
    `Content-Type: ${file.type}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(texts.join('') + opening),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { type: `multipart/form-data; boundary=${boundary}`, body: new Uint8Array(body) };
}
