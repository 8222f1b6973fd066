/* The table of sources reads well without this file. It lets a reader sort by any column, also by keyboard. */
"use strict";
(() => {
  const orderOf = (row, column) => {
    const cell = row.cells[column];
    return column === 0 ? cell.textContent.trim() : Number(cell.dataset.order ?? -1);
  };
  const compare = (one, other) =>
    typeof one === "string" ? one.localeCompare(other, document.documentElement.lang) : one - other;

  const sort = (table, column, isDescending) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, order: orderOf(row, column) }));
    const isUnknown = ({ order }) => order === -1;
    rows.sort((a, b) => {
      if (isUnknown(a) !== isUnknown(b)) return isUnknown(a) ? 1 : -1; // unknown last, whichever way
      return isDescending ? compare(b.order, a.order) : compare(a.order, b.order);
    });
    body.append(...rows.map(({ row }) => row));
  };

  const offer = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.title = table.dataset.sort.replace("{column}", head.textContent);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const isDescending = now ? now === "ascending" : column > 0;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
        sort(table, column, isDescending);
      });
      head.replaceChildren(button);
    });
  };

  for (const table of document.querySelectorAll("table[data-sort]")) offer(table);
})();
