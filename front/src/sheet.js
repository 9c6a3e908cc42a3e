// Draws a panel's blocks. Every word is set as textContent: nothing of a case is parsed as
// markup. An act of a person is one message {act, given}; Python answers with new blocks.
import css from "./sheet.css";
import { gantt } from "./gantt.js";
import { make, svg } from "./make.js";

// Okabe-Ito with enough contrast for text above: fill for light, fill for dark, line.
const MARKS = {
  subject: ["#fde3b0", "#5c4300", "#b87f00"], act: ["#f9d3bd", "#642a00", "#d55e00"], counterparty: ["#cfe9f9", "#0d4563", "#2f8fc4"],
  when: ["#c9eedf", "#00503a", "#009e73"], where: ["#cfdcf7", "#15356e", "#0072b2"], amount: ["#f5d6e6", "#5c2246", "#c0608f"],
  how: ["#faf3b4", "#514a00", "#a99d00"], why: ["#e4e4e4", "#444", "#888"], basis: ["#e0d8f5", "#3b2f66", "#7a68b8"], pointer: ["#dcecc9", "#31500f", "#6b9a2d"],
};

const SILENT = 120_000; // milliseconds: a plan of a large case is made within them

function dark() {
  const said = document.body.dataset.jpThemeLight;
  if (said) return said === "false";
  return matchMedia("(prefers-color-scheme: dark)").matches && !document.body.classList.contains("theme-light");
}

// Chinese letters are about twice as broad.
const breadth = (text) => [...text].reduce((n, c) => n + (c.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);

function cell(value, narrow) {
  if (typeof value === "string") return document.createTextNode(value);
  if (!value.tone) return document.createTextNode(value.text);
  return make("span", { class: `wb-badge ${value.tone}${narrow ? "" : " long"}` }, value.text);
}

const draw = {
  Heading: (b) => make("h3", b.level === 2 ? {} : { class: "minor" }, b.text),
  Note: (b) => make("p", { class: `wb-note ${b.tone}`, ...(b.tone === "error" ? { role: "alert" } : {}) }, b.text),
  Facts: (b) => { const dl = make("dl", { class: "wb-facts" }); for (const [k, v] of b.rows) dl.append(make("dt", {}, k), make("dd", {}, v)); return dl; },
  Beside: (b, on) => { const box = make("div", { class: "wb-beside" }); for (const side of [b.left, b.right]) { const part = make("div", { class: "wb-part" }); side.forEach((x) => part.append(draw[x.type](x, on))); box.append(part); } return box; },
  Buttons: (b, on) => {
    const box = make("div", { class: "wb-buttons", role: "group", "aria-label": b.label });
    box.append(make("span", {}, b.label));
    for (const i of b.items) {
      const button = make("button", { type: "button", class: "wb-b", "data-key": `b:${i.act}:${i.value}`, ...(i.call ? { title: i.call } : {}), ...(i.pressed === null ? {} : { "aria-pressed": String(i.pressed) }) }, i.label);
      button.addEventListener("click", () => on(i.act, { value: i.value }));
      box.append(button);
    }
    return box;
  },
  Grid: (b, on) => {
    if (!b.rows.length) return make("p", { class: "wb-note quiet" }, b.empty);
    const box = make("div", { class: "wb-scroll", "data-scroll": b.label });
    if (b.tall) { box.style.maxHeight = `${b.tall}px`; box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", b.label); }
    const table = make("table", { class: "wb-grid" }), head = make("tr");
    table.append(make("caption", {}, b.label));
    b.columns.forEach((c, i) => head.append(c ? make("th", { scope: "col", ...(b.numeric.includes(i) ? { class: "num" } : {}) }, c) : make("td", {})));
    const thead = make("thead"), body = make("tbody");
    thead.append(head); table.append(thead, body);
    for (const r of b.rows) {
      const tr = make("tr", r.chosen ? { "aria-current": "true" } : {});
      const pick = b.act && r.key;
      // The first cell with words carries the button, for the keyboard and for readers.
      const at = pick ? Math.max(r.cells.findIndex((c, i) => typeof c === "string" && c.length > 2 && i < 2), 0) : -1;
      r.cells.forEach((c, i) => {
        const wide = b.wide.includes(i), text = typeof c === "string" ? c : c.text;
        const td = make("td", { class: [b.numeric.includes(i) ? "num" : "", wide ? "wide" : breadth(text) < 17 ? "narrow" : ""].join(" ").trim() });
        if (i === at) { const button = make("button", { type: "button", class: "wb-pick", "data-key": `r:${b.act}:${r.key}` }); button.append(cell(c, true)); td.append(button); } else td.append(cell(c, !wide));
        tr.append(td);
      });
      if (pick) { tr.classList.add("pick"); tr.addEventListener("click", () => { if (!getSelection().toString()) on(b.act, { value: r.key }); }); }
      body.append(tr);
    }
    box.append(table);
    return box;
  },
  Marked: (b) => {
    const box = make("div", { class: "wb-letter" });
    const text = make("div", { class: "wb-letter-text", tabindex: "0", role: "region", "aria-label": b.label });
    const letters = [...b.text]; // code points, as Python counts
    const cuts = [...new Set([0, letters.length, ...b.marks.flatMap((m) => [m.start, m.end])])].filter((n) => n <= letters.length).sort((x, y) => x - y);
    const look = dark() ? 1 : 0, kinds = new Map();
    cuts.slice(0, -1).forEach((from, i) => {
      const part = letters.slice(from, cuts[i + 1]).join(""), over = b.marks.filter((m) => m.start <= from && m.end >= cuts[i + 1]);
      if (!over.length) { text.append(document.createTextNode(part)); return; }
      const first = over[over.length - 1], colours = MARKS[first.kind] || MARKS.why;
      const mark = make("mark", { title: over.map((m) => m.label).join(" · ") }, part);
      mark.style.setProperty("--m", colours[look]); mark.style.setProperty("--l", colours[2]);
      text.append(mark);
      for (const m of over) { if (!kinds.has(m.kind)) kinds.set(m.kind, { label: m.label, marks: [] }); kinds.get(m.kind).marks.push(mark); }
    });
    box.append(make("div", { class: "wb-letter-name" }, b.label), text);
    if (kinds.size) {
      const legend = make("div", { class: "wb-marks" });
      for (const [kind, { label, marks }] of kinds) {
        const button = make("button", { type: "button", class: "wb-b" }), swatch = make("i", { "aria-hidden": "true" }), colours = MARKS[kind] || MARKS.why;
        swatch.style.setProperty("--m", colours[look]); swatch.style.setProperty("--l", colours[2]);
        button.append(swatch, document.createTextNode(label));
        button.addEventListener("click", () => { text.querySelectorAll(".here").forEach((m) => m.classList.remove("here")); marks.forEach((m) => m.classList.add("here")); marks[0].scrollIntoView({ block: "nearest" }); });
        legend.append(button);
      }
      box.append(legend);
    }
    return box;
  },
  Ask: (b, on) => {
    const box = make("details", { class: "wb-ask", "data-ask": b.act }), form = make("form");
    box.open = b.open;
    box.append(make("summary", {}, b.title), form);
    for (const f of b.fields) {
      if (f.kind === "kept") continue;
      const label = make("label", f.kind === "area" ? { class: "area" } : {}, f.label);
      const tag = f.kind === "choice" ? "select" : f.kind === "area" ? "textarea" : "input";
      const input = make(tag, { name: f.name, "data-key": `f:${b.act}:${f.name}`, ...(f.required ? { required: "" } : {}), ...(f.kind === "number" ? { type: "number", step: "any" } : f.kind === "day" ? { type: "date" } : tag === "input" ? { type: "text" } : {}) });
      for (const [value, name] of f.choices) input.append(make("option", { value }, name));
      if (f.value) input.value = f.value;
      input.dataset.given = input.value;
      label.append(input);
      form.append(label);
    }
    form.append(make("button", { type: "submit", class: "wb-b main", "data-key": `s:${b.act}` }, b.button));
    if (b.call) form.append(make("div", { class: "wb-call" }, b.call));
    form.addEventListener("submit", (ev) => {
      ev.preventDefault();
      const given = Object.fromEntries(b.fields.map((f) => [f.name, f.kind === "kept" ? f.value : form.elements[f.name].value]));
      on(b.act, given, b.act);
    });
    return box;
  },
  Bars: (b, on) => gantt(b, on),
  Dots: (b) => {
    const box = make("figure", { class: "wb-dots" }), rows = b.rows.length, left = 110, wide = 420, step = wide / (b.high - b.low || 1);
    box.style.margin = "4px 0 8px";
    box.append(make("figcaption", { class: "wb-legend" }, b.label));
    const pic = svg("svg", { viewBox: `0 0 ${left + wide + 20} ${rows * 22 + 24}`, role: "img", "aria-label": `${b.label}: ${b.rows.map(([n, v]) => `${n} ${v.join(" ")}`).join("; ")}` });
    for (let v = b.low; v <= b.high; v += 1) { const x = left + (v - b.low) * step; pic.append(svg("line", { x1: x, x2: x, y1: 4, y2: rows * 22 + 4 }), svg("text", { x, y: rows * 22 + 18, "text-anchor": "middle" }, String(v))); }
    b.rows.forEach(([name, values], i) => { pic.append(svg("text", { x: left - 12, y: i * 22 + 18, "text-anchor": "end" }, name)); for (const v of values) pic.append(svg("circle", { cx: left + (v - b.low) * step, cy: i * 22 + 14, r: 5 })); });
    box.append(pic);
    return box;
  },
};

function render({ model, el }) {
  const root = make("div", { class: "wb-sheet" });
  const style = make("style");
  style.textContent = css;
  el.append(style, root);
  let waiting = 0, silent = 0, sent = 0;
  const live = make("div", { class: "wb-sr", role: "status", "aria-live": "polite" });

  const busy = (on) => { root.setAttribute("aria-busy", String(on)); live.textContent = on ? model.get("head").words?.busy || "…" : ""; };
  const act = (name, given, form) => {
    sent = performance.now();
    if (form) root.dataset.clear = form; else delete root.dataset.clear;
    clearTimeout(waiting); clearTimeout(silent);
    waiting = setTimeout(() => busy(true), 150);
    silent = setTimeout(() => complain("silent"), SILENT);
    model.send({ act: name, given });
  };

  // An act that failed, or a kernel that is gone, is said; nothing stays busy for ever.
  const complain = (which) => {
    clearTimeout(waiting); clearTimeout(silent);
    busy(false); sent = 0;
    root.querySelector(".wb-complaint")?.remove();
    const said = make("p", { class: "wb-note error wb-complaint", role: "alert" }, model.get("head").words?.[which] || "…");
    (root.querySelector(".wb-busy") || root.firstElementChild)?.after(said);
  };

  function head() {
    const h = model.get("head");
    if (!h.title) return [];
    const bar = make("div", { class: "wb-head" }), right = make("div", { class: "wb-right" });
    const langs = make("span", { class: "wb-langs", role: "group", "aria-label": h.words.language });
    for (const [code, name] of [["zh", "中文"], ["en", "English"]]) {
      const b = make("button", { type: "button", class: "wb-b", lang: code, "data-key": `l:${code}`, "aria-pressed": String(h.lang === code) }, name);
      b.addEventListener("click", () => act("speak", { value: code }));
      langs.append(b);
    }
    right.append(make("span", { class: "wb-who" }, h.who), langs);
    bar.append(make("h2", {}, h.title), make("span", { class: "wb-under" }, h.under), right);
    return [bar, make("div", { class: "wb-busy", "aria-hidden": "true" })];
  }

  function redraw() {
    clearTimeout(waiting); clearTimeout(silent);
    const focus = root.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    const typed = new Map([...root.querySelectorAll("[data-given]")].filter((i) => i.value !== i.dataset.given).map((i) => [i.dataset.key, i.value]));
    const opened = new Map([...root.querySelectorAll("details[data-ask]")].map((d) => [d.dataset.ask, d.open]));
    const scrolled = new Map([...root.querySelectorAll("[data-scroll]")].map((s) => [s.dataset.scroll, [s.scrollTop, s.scrollLeft]]));
    const clear = root.dataset.clear, failed = model.get("blocks")[0]?.tone === "error";
    root.classList.toggle("wb-dark", dark());
    root.lang = model.get("head").lang === "en" ? "en" : "zh-CN";
    root.replaceChildren(...head(), ...model.get("blocks").map((b) => draw[b.type](b, act)), live);
    for (const h of root.querySelectorAll("h3")) { // a name is said once to the eye
      const caption = h.nextElementSibling?.querySelector("caption");
      if (caption?.textContent === h.textContent) caption.classList.add("wb-sr");
    }
    for (const input of root.querySelectorAll("[data-given]")) {
      const was = typed.get(input.dataset.key);
      if (was !== undefined && (failed || !clear || !input.dataset.key.startsWith(`f:${clear}:`))) input.value = was;
    }
    for (const d of root.querySelectorAll("details[data-ask]")) if (opened.has(d.dataset.ask)) d.open = opened.get(d.dataset.ask);
    for (const s of root.querySelectorAll("[data-scroll]")) { // as it was, else the chosen row in view
      const was = scrolled.get(s.dataset.scroll), row = s.querySelector('tr[aria-current="true"]');
      if (was) [s.scrollTop, s.scrollLeft] = was;
      else if (row && row.offsetTop + row.offsetHeight > s.clientHeight) s.scrollTop = row.offsetTop - s.clientHeight / 2;
    }
    if (focus) root.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    busy(false);
    if (sent) { root.dataset.answered = String(Math.round(performance.now() - sent)); sent = 0; }
    root.dataset.turn = model.get("turn");
    root.dataset.ready = "1";
  }

  // Lab's command mode would take keys that are meant for a form.
  root.dataset.lmSuppressShortcuts = "true";
  root.addEventListener("keydown", (ev) => ev.stopPropagation());
  model.on("change:turn", redraw);
  model.on("msg:custom", (said) => { if (said?.failed) complain("failed"); });
  const themes = new MutationObserver(redraw);
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  redraw();
  return () => { clearTimeout(waiting); clearTimeout(silent); themes.disconnect(); };
}

export default { render };
