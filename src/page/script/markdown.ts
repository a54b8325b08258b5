/** Elements that are of the page and not of what is written in it. */
const OF_PAGE = 'button, .where, .facts, .mark, .keys, .edit';
const HEADING = /^H([1-6])$/;

/** What an element of the note says, as Markdown: headings, lists, quotes, tables, times with their links. */
export function markdownOf(element: Element): string {
  return blocks(element, '')
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The lines of an element, each after an indent. */
function blocks(element: Element, indent: string): string[] {
  if (element.matches(OF_PAGE)) return [];
  const level = HEADING.exec(element.tagName)?.[1];
  if (level !== undefined) return ['', `${'#'.repeat(Number(level))} ${inline(element)}`, ''];
  switch (element.tagName) {
    case 'UL':
    case 'OL':
      return [...element.children].flatMap((item) => listItem(item, indent));
    case 'P':
      return [indent + inline(element), ''];
    case 'BLOCKQUOTE':
      return ['', ...[...element.children].map((child) => `> ${inline(child)}`), ''];
    case 'TABLE':
      return ['', ...rowsOf(element), ''];
    default:
      return [...element.children].flatMap((child) => blocks(child, indent));
  }
}

function listItem(item: Element, indent: string): string[] {
  const lists = [...item.children].filter((child) => /^[UO]L$/.test(child.tagName));
  return [
    `${indent}- ${inline(item, lists)}`,
    ...lists.flatMap((list) => blocks(list, `${indent}  `)),
  ];
}

function rowsOf(table: Element): string[] {
  const rows = [...table.querySelectorAll('tr')].map(
    (row) =>
      `| ${[...row.children].map((cell) => inline(cell).replaceAll('|', '\\|')).join(' | ')} |`,
  );
  const columns = table.querySelector('tr')?.children.length ?? 0;
  return rows.toSpliced(1, 0, `|${' --- |'.repeat(columns)}`);
}

/** The words of an element on one line. */
function inline(element: Element, without: readonly Element[] = []): string {
  const text = [...element.childNodes]
    .filter((node) => !without.some((each) => each === node))
    .map((node) => {
      if (!(node instanceof Element)) return node.textContent ?? '';
      if (node.matches('.mark')) return '⚠';
      if (node.matches(OF_PAGE)) return '';
      if (node instanceof HTMLAnchorElement && /^https?:/.test(node.getAttribute('href') ?? ''))
        return `[${inline(node)}](${node.href})`;
      return inline(node);
    })
    .join('');
  return text.replace(/\s+/g, ' ').trim() || text.replace(/\s+/g, ' ');
}
