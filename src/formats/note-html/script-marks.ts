/** Going from one marked place to the next: it is brought into sight and opened, and the keyboard stays on the way. */
export const MARKS = `
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#mark-"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const mark = byId(link.hash.slice(1));
  // The translation it belongs to may be hidden.
  if (mark.getClientRects().length === 0) document.querySelector('input[name=show][value=both]').click();
  mark.open = true;
  mark.querySelector('a[rel=' + link.rel + ']').focus({ preventScroll: true });
  reveal(mark);
});
`;
