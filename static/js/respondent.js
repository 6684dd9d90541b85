/* What a respondent's page does at once; the server does all of it too. */
(() => {
  "use strict";
  const form = document.querySelector("form");
  const page = document.documentElement;
  page.classList.add("js");
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  document.getElementById("summary")?.focus();
  if (!form) return;

  const plain = (box) => (box.inputMode ? box.value.replace(/\s/g, "").replace(",", ".") : box.value.trim());

  /* The answer of a field: "" when hidden, codes joined by one space. */
  const answer = (name) => {
    const chosen = [];
    for (const control of document.getElementsByName(name)) {
      const ticked = !/^(radio|checkbox)$/.test(control.type) || control.checked;
      if (ticked && !control.matches(":disabled")) chosen.push(plain(control));
    }
    return chosen.filter(Boolean).join(" ");
  };

  const number = (typed) => {
    const text = typed.trim();
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return +text;
    if (/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?)?$/.test(text))
      return Date.parse(text[10] ? text + "Z" : text) / 864e5;
    return NaN;
  };

  const add = (x, y) => x + y;
  const fold = (operator) => (...terms) => terms.reduce(operator);
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
    "+": fold(add),
    "-": (x, ...others) => (others.length ? others.reduce((x, y) => x - y, x) : -x),
    "*": fold((x, y) => x * y),
    div: fold((x, y) => x / y),
    mod: fold((x, y) => x % y),
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

  const all = (selector, root = form) => [...root.querySelectorAll(selector)];
  const told = (number) => `${number}`.replace(".", /^fr/.test(page.lang) ? "," : ".");
  /* Whether it came or went. */
  const settle = (one) => {
    const before = one.hidden;
    one.hidden = one.disabled = !value(JSON.parse(one.dataset.if));
    one.selected &&= !one.hidden;
    return one.hidden !== before;
  };
  const refresh = (event) => {
    for (const slider of all(".slider")) {
      const box = form.elements[slider.dataset.for];
      if (event?.target === slider) box.value = told(slider.value);
      slider.value = plain(box);
      slider.hidden = false;
      slider.classList.toggle("untouched", !box.value);
    }
    for (const total of all(".total")) {
      const numbers = all("[inputmode]:not([hidden] *)", total.parentNode).map((box) => +plain(box) || 0);
      total.lastElementChild.value = told(+numbers.reduce(add).toFixed(6));
      total.hidden = false;
    }
    while (all("[data-if]").map(settle).includes(true));
  };

  form.addEventListener("input", refresh);
  form.addEventListener("change", (event) => {
    const changed = event.target;
    if (changed.type === "checkbox" && changed.checked)
      for (const other of document.getElementsByName(changed.name))
        if (other !== changed && [changed, other].some((one) => "alone" in one.dataset)) other.checked = false;
    /* An order, or what is said instead of one. */
    const ranking = changed.closest(".ranking");
    if (ranking && changed.checked) for (const rank of all("select", ranking)) rank.value = "";
    if (ranking && changed.matches("select")) for (const box of all("input", ranking)) box.checked = false;
    refresh(event);
  });
  refresh();
})();
