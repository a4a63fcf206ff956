// Splits tables with many columns for printing: each part has `data-paper-columns` columns, and repeats the first
// `data-paper-lead` columns. So no table is cut off at the paper's edge.

function parts(table) {
  const lead = Number(table.dataset.paperLead);
  const columns = table.rows[0].cells.length - lead;
  const number = Math.ceil(columns / Number(table.dataset.paperColumns));
  return Array.from({ length: number > 1 ? number : 0 }, (_, part) =>
    copy(table, (column) => column < lead || Math.floor(((column - lead) * number) / columns) === part),
  );
}

function copy(table, isShown) {
  const part = table.cloneNode(true);
  part.removeAttribute('id');
  part.querySelectorAll('[id]').forEach((element) => element.removeAttribute('id'));
  for (const row of part.rows) [...row.cells].forEach((cell, column) => isShown(column) || cell.remove());
  return part;
}

addEventListener('beforeprint', () => {
  for (const table of document.querySelectorAll('table[data-paper-columns]:not(.paper-part)')) {
    const made = parts(table);
    made.forEach((part) => part.classList.add('paper-part'));
    table.after(...made);
    table.classList.toggle('screen-only', made.length > 0);
  }
});

addEventListener('afterprint', () => {
  document.querySelectorAll('.paper-part').forEach((part) => part.remove());
  document.querySelectorAll('table[data-paper-columns]').forEach((table) => table.classList.remove('screen-only'));
});
