"use strict";
// The matrix: filters. The address may preset them, as in index.html?verdict=fail&peer=strongswan
const form = document.querySelector("form.filters");
if (form) {
  const rows = [...document.querySelectorAll(".scenario")];
  const fields = ["text", "verdict", "column", "role"];

  const apply = () => {
    const want = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
    const text = want.text.trim().toLowerCase();
    let shown = 0;
    let all = 0;
    for (const row of rows) {
      const named = !text || row.dataset.words.includes(text);
      let some = false;
      for (const cell of row.querySelectorAll(".cell")) {
        const fits =
          named &&
          (!want.verdict || cell.dataset.verdict === want.verdict) &&
          (!want.column || cell.dataset.column === want.column) &&
          (!want.role || cell.dataset.role === want.role);
        cell.classList.toggle("off", !fits);
        some ||= fits;
        shown += fits ? 1 : 0;
        all += 1;
      }
      row.hidden = !some;
    }
    document.querySelector(".nothing").hidden = shown > 0;
    form.querySelector("output").textContent = shown + " of " + all;
  };

  const preset = new URLSearchParams(location.search);
  for (const name of fields) {
    if (preset.has(name)) {
      form.elements[name].value = preset.get(name);
    }
  }
  form.addEventListener("input", apply);
  form.querySelector("button").addEventListener("click", () => {
    form.reset();
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
