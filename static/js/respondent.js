/* What a respondent's page does at once; the server does all of it too. */
(() => {
  "use strict";
  const form = document.querySelector("form");
  document.documentElement.classList.add("js");
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  const summary = document.getElementById("summary");
  if (summary) summary.focus();
  if (!form) return;

  /* The answer of a field, as conditions see it: "" when hidden, codes joined by one space. */
  const answer = (name) => {
    const chosen = [];
    const ranks = [];
    for (const control of form.elements) {
      if (control.matches("fieldset, fieldset:disabled *")) continue;
      const tail = name.includes("#") ? name.slice(name.indexOf("#")) : "";
      const base = tail ? name.slice(0, -tail.length) : name;
      if (control.name === name) {
        if (!/^(radio|checkbox)$/.test(control.type) || control.checked) chosen.push(control.value.trim());
      } else if (control.name.startsWith(base + ".") && control.name.endsWith(tail) && control.value) {
        ranks.push([control.value, control.name.slice(base.length + 1, control.name.length - tail.length)]);
      }
    }
    ranks.sort((one, other) => one[0] - other[0]);
    return [...chosen, ...ranks.map((pair) => pair[1])].filter(Boolean).join(" ");
  };

  const number = (text) => {
    const plain = text.trim();
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return +plain;
    if (/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?)?$/.test(plain))
      return Date.parse(plain[10] ? plain + "Z" : plain) / 864e5;
    return NaN;
  };

  const operators = {
    v: answer,
    n: number,
    not: (x) => !x,
    "=": (x, y) => x === y,
    "!=": (x, y) => x !== y,
    "<": (x, y) => x < y,
    "<=": (x, y) => x <= y,
    ">": (x, y) => x > y,
    ">=": (x, y) => x >= y,
    "+": (...terms) => terms.reduce((x, y) => x + y),
    "-": (...terms) => (terms.length > 1 ? terms.reduce((x, y) => x - y) : -terms[0]),
    "*": (...terms) => terms.reduce((x, y) => x * y),
    div: (...terms) => terms.reduce((x, y) => x / y),
    mod: (...terms) => terms.reduce((x, y) => x % y),
    selected: (list, code) => list.split(" ").includes(code.trim()),
    "count-selected": (list) => list.split(" ").filter(Boolean).length,
    "string-length": (text) => [...text].length,
    coalesce: (...texts) => texts.find((text) => text !== "") || "",
  };

  const value = (tree) => {
    if (!Array.isArray(tree)) return tree;
    const [name, ...operands] = tree;
    if (name === "and") return operands.every(value);
    if (name === "or") return operands.some(value);
    if (name === "if") return value(operands[value(operands[0]) ? 1 : 2]);
    return operators[name](...operands.map(value));
  };

  const conditional = [...form.querySelectorAll("[data-if]")];
  const refresh = () => {
    for (const question of conditional) {
      question.hidden = !value(JSON.parse(question.dataset.if));
      question.disabled = question.hidden;
    }
  };

  form.addEventListener("input", refresh);
  form.addEventListener("change", (event) => {
    const changed = event.target;
    if (changed.type === "checkbox" && changed.checked) {
      for (const other of form.elements[changed.name].forEach ? form.elements[changed.name] : [])
        if (other !== changed && ("alone" in changed.dataset || "alone" in other.dataset)) other.checked = false;
    }
    refresh();
  });
  refresh();
})();
