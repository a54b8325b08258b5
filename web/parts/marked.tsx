import { cut } from './cut.ts';

/** A text with what was looked for marked in it. */
export function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  return (
    <>
      {cut(text, query).map((piece, index) =>
        // Words found stand at every second place.
        index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece,
      )}
    </>
  );
}
