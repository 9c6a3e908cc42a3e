// Table: rows with selection and, where a column allows it, editing.
//
// Cells are formatted as plain text; each edit is one message {id, field, old, new}.
import { TabulatorFull as Tabulator } from "tabulator-tables";
import base from "tabulator-tables/dist/css/tabulator_simple.min.css";
import css from "./table_view.css";

// Heads change with the language: then all is built anew.
function render({ model, el }) {
  let take_down = () => {}, waiting;
  const anew = () => { take_down(); el.replaceChildren(); take_down = build({ model, el }); };
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(anew, 0); };
  model.on("change:columns", soon);
  anew();
  return () => { clearTimeout(waiting); model.off("change:columns", soon); take_down(); };
}

function build({ model, el }) {
  const words = model.get("words");
  const root = document.createElement("div");
  root.className = "wb-table-root";
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", words.label || "");
  const style = document.createElement("style");
  style.textContent = base + css;
  const box = document.createElement("div");
  box.className = "wb-table";
  root.append(style, box);
  el.append(root);

  const columns = model.get("columns").map((c) => ({
    field: c.field, title: c.title, headerSort: true, headerFilter: c.filter ? "input" : undefined,
    editor: c.choices ? "list" : c.editable ? "input" : undefined,
    editorParams: c.choices ? { values: c.choices } : undefined,
    formatter: "plaintext", headerTooltip: false, hozAlign: c.numeric ? "right" : "left", maxWidth: 240, minWidth: 56,
    sorter: c.numeric ? "number" : "string", ...(c.numeric ? { sorterParams: { thousandSeparator: ",", decimalSeparator: "." } } : {}),
  }));
  const table = new Tabulator(box, {
    data: model.get("rows"), columns, index: "id", height: model.get("height"), layout: "fitDataFill",
    selectableRows: true, selectableRowsRangeMode: "click", renderVertical: "virtual", editTriggerEvent: "dblclick",
    placeholder: words.empty || "",
  });
  root.wbTable = table;
  let quiet = false;
  table.on("tableBuilt", () => {
    // For readers of the screen: a filter says which column; a grid holds rows only, and
    // its cells, not the frame around them, take the focus.
    for (const c of table.getColumns()) c.getElement().querySelector("input")?.setAttribute("aria-label", `${words.filter || ""} ${c.getDefinition().title}`.trim());
    box.querySelector(".tabulator-tableholder")?.removeAttribute("tabindex");
    root.dataset.ready = "1";
  });
  table.on("rowSelectionChanged", (rows) => { if (quiet) return; model.set("selected", rows.map((r) => String(r.id))); model.save_changes(); });
  table.on("cellEdited", (cell) => model.send({ type: "edit", id: cell.getRow().getData().id, field: cell.getField(), old: cell.getOldValue(), new: cell.getValue() }));
  const rows = () => table.replaceData(model.get("rows"));
  const selected = () => { quiet = true; table.deselectRow(); table.selectRow(model.get("selected")); quiet = false; };
  model.on("change:rows", rows);
  model.on("change:selected", selected);
  return () => { model.off("change:rows", rows); model.off("change:selected", selected); table.destroy(); };
}

export default { render };
