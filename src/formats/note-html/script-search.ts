/** Search over points, terms and text, in what is shown. Matches may cross marked words. */
export const SEARCH = `
const MOST_HITS = 2000;
const field = byId('search');
const count = byId('count');
let fields;
let hits = [];
let at = 0;

// Lower case keeps the length in nearly all scripts; where it does not, places would be wrong.
const fold = (text) => (text.toLowerCase().length === text.length ? text.toLowerCase() : text);

function readFields() {
  fields = all('.find, .line').map((element) => {
    const nodes = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, start: text.length });
      text += walker.currentNode.data;
    }
    const side = element.closest('.para .tr') ? 'translation' : element.closest('.para .src') ? 'source' : 'both';
    return { element, nodes, side, text: fold(text) };
  });
}
function rangeIn({ nodes }, from, to) {
  const range = document.createRange();
  const first = nodes.findLast(({ start }) => start <= from);
  const last = nodes.findLast(({ start }) => start < to);
  range.setStart(first.node, from - first.start);
  range.setEnd(last.node, to - last.start);
  return range;
}
function find(words) {
  if (!fields) readFields();
  const sought = fold(words);
  const found = [];
  for (const each of fields) {
    const isHidden = root.dataset.show !== 'both' && each.side !== 'both' && each.side !== root.dataset.show;
    if (isHidden) continue;
    let from = each.text.indexOf(sought);
    while (from >= 0 && found.length < MOST_HITS) {
      found.push({ element: each.element, range: rangeIn(each, from, from + sought.length) });
      from = each.text.indexOf(sought, from + sought.length);
    }
  }
  return found;
}
function paint() {
  for (const element of all('.found')) element.classList.remove('found');
  const hit = hits[at];
  count.textContent = field.value.trim() === '' ? '' : hit ? (at + 1) + ' / ' + hits.length + (hits.length === MOST_HITS ? '+' : '') : count.dataset.none;
  if (!('highlights' in CSS)) {
    if (hit) hit.element.classList.add('found');
    return;
  }
  const every = new Highlight();
  for (const { range } of hits) every.add(range);
  CSS.highlights.set('hit', every);
  const now = hit ? new Highlight(hit.range) : new Highlight();
  now.priority = 1;
  CSS.highlights.set('hit-now', now);
}
function search() {
  const words = field.value.trim();
  root.classList.toggle('searching', words !== '');
  hits = words === '' ? [] : find(words);
  at = 0;
  paint();
  if (hits[0]) reveal(hits[0].element);
}
function step(by) {
  if (hits.length === 0) return;
  at = (at + by + hits.length) % hits.length;
  paint();
  reveal(hits[at].element);
}
let waiting;
field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 150);
});
field.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  if (event.key === 'Escape') {
    field.value = '';
    search();
    field.blur();
  }
  if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
});
field.form.addEventListener('submit', (event) => event.preventDefault());
byId('next').addEventListener('click', () => step(1));
byId('previous').addEventListener('click', () => step(-1));
for (const choice of all('input[name=show]')) {
  choice.addEventListener('change', () => {
    root.dataset.show = choice.value;
    if (field.value.trim() !== '') search();
  });
}
`;
