/* What a respondent's page does at once; the server does all of it too. */
(() => {
  const page = document.documentElement;
  const form = document.forms[0];
  const byId = id => document.getElementById(id);
  const show = id => (byId(id).hidden = false);
  page.classList.add("js");
  onpageshow = event => event.persisted && location.reload();

  /* A question may have any name, which the form then answers to: what it holds is asked elsewhere. */
  const { action, draft, soon } = document.body.dataset;
  const ticks = box => /^(radio|checkbox)$/.test(box.type);
  const all = (selector, root = form) => [...root.querySelectorAll(selector)];

  /* What is typed stays in this tab until the page is stored, or another one is opened. */
  const fields = () => all("input:not([type=hidden], [type=file], .sent *), select, textarea");
  const keep = () => {
    try {
      sessionStorage.draft = JSON.stringify([draft, fields().map(box => [box.name, box.value, box.checked])]);
    } catch {}
  };
  try {
    const [of, typed] = JSON.parse(sessionStorage.draft);
    delete sessionStorage.draft;
    if (of === draft)
      fields().forEach((box, place) => {
        if (box.name === typed[place][0]) [, box.value, box.checked] = typed[place];
      });
  } catch {}

  byId("summary")?.focus();
  if (!form) return;
  if (soon) setTimeout(show, soon * 1e3, "soon");

  /* The page is left once the server has taken it; until then it is sent again. */
  let sending, again, plainly;
  const send = async event => {
    if (plainly) return;
    event?.preventDefault();
    if (sending) return;
    sending = form.ariaBusy = true;
    try {
      const body = new FormData(form);
      const files = all("[type=file]")[0];
      const reply = await fetch(action, {
        method: "POST",
        headers: { Prefer: "return=minimal" },
        body: files ? body : new URLSearchParams(body),
        signal: files ? null : AbortSignal.timeout?.(2e4),
      });
      const next = reply.headers.get("Location");
      if (next) return location.assign(next);
      plainly = reply.status < 502;
    } catch {}
    sending = form.ariaBusy = false;
    if (plainly) return all("button")[0].click();
    show("lost");
    clearTimeout(again);
    again = setTimeout(send, 5e3);
  };
  form.onsubmit = send;
  ononline = () => again && send();

  const plain = box => (box.inputMode ? box.value.replace(/\s/g, "").replace(",", ".") : box.value.trim());

  /* The answer of a field: "" when hidden, codes joined by one space. */
  const answer = name =>
    [...document.getElementsByName(name)]
      .filter(box => (!ticks(box) || box.checked) && !box.matches(":disabled"))
      .map(plain)
      .filter(Boolean)
      .join(" ");

  const number = typed => {
    const text = typed.trim();
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return +text;
    if (/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?)?$/.test(text))
      return Date.parse(text[10] ? text + "Z" : text) / 864e5;
    return NaN;
  };

  const add = (x, y) => x + y;
  const fold = operator => (...terms) => terms.reduce(operator);
  const operators = {
    v: answer,
    n: number,
    not: x => !x,
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
    "count-selected": list => list.split(" ").filter(Boolean).length,
    "string-length": text => [...text].length,
    coalesce: (...texts) => texts.find(text => text !== "") || "",
  };

  const value = tree => {
    if (!tree?.map) return tree;
    const [name, ...operands] = tree;
    if (name === "and") return operands.every(value);
    if (name === "or") return operands.some(value);
    if (name === "if") return value(operands[value(operands[0]) ? 1 : 2]);
    return operators[name](...operands.map(value));
  };

  const told = number => `${number}`.replace(".", /^fr/.test(page.lang) ? "," : ".");
  /* Whether it came or went. */
  const settle = one => {
    const before = one.hidden;
    one.hidden = one.disabled = !value(JSON.parse(one.dataset.if));
    one.selected &&= !one.hidden;
    return one.hidden !== before;
  };
  const refresh = event => {
    for (const slider of all(".slider")) {
      const [box] = document.getElementsByName(slider.dataset.for);
      if (event?.target === slider) box.value = told(slider.value);
      slider.value = plain(box);
      slider.classList.toggle("untouched", !box.value);
    }
    for (const total of all(".total")) {
      const numbers = all("[inputmode]:not([hidden] *)", total.parentNode).map(box => +plain(box) || 0);
      total.lastElementChild.value = told(+numbers.reduce(add).toFixed(6));
    }
    while (all("[data-if]").map(settle).includes(true));
    keep();
  };

  form.oninput = refresh;
  form.onchange = ({ target }) => {
    if (target.type === "checkbox" && target.checked)
      for (const other of document.getElementsByName(target.name))
        if (other !== target && [target, other].some(one => "alone" in one.dataset)) other.checked = false;
    /* An order, or what is said instead of one. */
    const ranking = target.closest(".ranking");
    if (ranking) for (const one of all(target.checked ? "select" : "input", ranking)) one.checked = one.selectedIndex = 0;
    refresh();
  };
  refresh();
})();
