"use strict";
// The overview: which levels the bars show.
for (const radio of document.querySelectorAll(".levels input")) {
  radio.addEventListener("change", () => {
    document.querySelector("[data-show]").dataset.show = radio.value;
  });
}

// A document's page: filters. The address may preset them, as in rfc9370.html?ladder=none&level=MUST
const form = document.querySelector("form.filters");
if (form) {
  const clauses = [...document.querySelectorAll(".clause")];
  const fields = ["level", "role", "ladder", "status", "text"];
  const words = new Map(clauses.map((clause) => [clause, clause.textContent.toLowerCase()]));

  const apply = () => {
    const want = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
    const text = want.text.trim().toLowerCase();
    let shown = 0;
    for (const clause of clauses) {
      const fits =
        // "MUST*" means MUST and MUST NOT.
        (!want.level ||
          clause.dataset.level === want.level ||
          (want.level.endsWith("*") && clause.dataset.level.startsWith(want.level.slice(0, -1)))) &&
        (!want.role || clause.dataset.role === want.role) &&
        (!want.ladder || clause.dataset.ladder === want.ladder) &&
        (!want.status || clause.dataset.status === want.status) &&
        (!text || words.get(clause).includes(text));
      clause.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const section of document.querySelectorAll("section.part")) {
      section.hidden = !section.querySelector(".clause:not([hidden])");
    }
    document.querySelector(".nothing").hidden = shown > 0;
    form.querySelector("output").textContent = shown + " of " + clauses.length;
  };

  const clear = () => {
    form.reset();
    apply();
  };

  // A permalink leads to its clause whatever the filters say.
  const showTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      clear();
    }
    if (target) {
      target.scrollIntoView();
    }
  };

  const preset = new URLSearchParams(location.search);
  for (const name of fields) {
    if (preset.has(name)) {
      form.elements[name].value = preset.get(name);
    }
  }
  form.addEventListener("input", apply);
  form.querySelector("button").addEventListener("click", clear);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", showTarget);
  apply();
  showTarget();
}
