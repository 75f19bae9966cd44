/* The filter of the list of action items. Without this script the list is whole and readable. */
(function () {
  "use strict";
  function matches(row, status, owner, words) {
    var data = row.dataset;
    if (status === "*stale" ? !data.reasons : status && data.status !== status) return false;
    if (owner && data.owner !== owner) return false;
    return !words || row.textContent.toLocaleLowerCase().indexOf(words) >= 0;
  }
  function start(form) {
    var rows = document.querySelectorAll(".rk-items tbody tr");
    var shown = form.querySelector("output");
    function apply() {
      var words = form.elements.words.value.trim().toLocaleLowerCase();
      var count = 0;
      rows.forEach(function (row) {
        row.hidden = !matches(row, form.elements.status.value, form.elements.owner.value, words);
        if (!row.hidden) count += 1;
      });
      shown.textContent = count + " / " + rows.length;
    }
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  }
  document.querySelectorAll("[data-rk-filter]").forEach(start);
})();
