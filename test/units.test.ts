/** Every number in the domain model says what it counts: seconds, tokens, a 0-based index, ... */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseSync, Visitor } from 'oxc-parser';
import { expect, it } from 'vitest';

const unit =
  /\b(seconds|milliseconds|tokens|characters|bytes|dollars|sentence ids?|index|count|ratio|hertz|percent)\b/i;

it.each(readdirSync('src/model').filter((file) => file.endsWith('.ts')))('%s', (file) => {
  const text = readFileSync(join('src/model', file), 'utf8');
  const { program, comments } = parseSync(file, text);
  const bare: string[] = [];
  const check = (start: number, end: number): void => {
    const doc = comments.findLast(
      (comment) => comment.end <= start && /^\s*$/.test(text.slice(comment.end, start)),
    );
    if (!doc || !unit.test(doc.value)) bare.push(text.slice(start, end));
  };
  new Visitor({
    TSPropertySignature(node) {
      if (node.typeAnnotation?.typeAnnotation.type === 'TSNumberKeyword')
        check(node.start, node.end);
    },
    Property(node) {
      if (/^z\.(number|int)\b/.test(text.slice(node.value.start))) check(node.start, node.end);
    },
  }).visit(program);
  expect(bare, 'numbers without a unit').toEqual([]);
});
