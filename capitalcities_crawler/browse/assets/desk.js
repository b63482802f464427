// Datasette 0.65 leaves some of its fields without a name, and tables that scroll out of a keyboard's reach.
// Once they are named there, this file can go.
function name(selector, label) {
  for (const field of document.querySelectorAll(selector)) field.setAttribute("aria-label", label);
}
function repair() {
  name("select[name^=_filter_column]", "Column of the filter");
  name("select[name^=_filter_op]", "Comparison of the filter");
  name("input[name^=_filter_value]", "Value of the filter");
  name("select[name=_sort]", "Sorted by");
  name(".CodeMirror textarea, textarea[name=sql], .cm-content", "SQL");
  for (const table of document.querySelectorAll(".table-wrapper")) {
    table.tabIndex = 0;
    table.setAttribute("role", "region");
    table.setAttribute("aria-label", "Rows");
  }
}
document.addEventListener("DOMContentLoaded", repair);
window.addEventListener("load", repair); // the editor for SQL is made later
