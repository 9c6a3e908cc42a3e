// Link view: an ego network, paths or a community of up to about 300 entities.
//
// Positions come from Python (deterministic), so the same graph gives the same picture.
// Everything shown is drawn as text on a canvas or set as textContent: nothing of a case
// is ever parsed as HTML. Each act of a person is one message to Python.
import cytoscape from "cytoscape";
import css from "./link_view.css";
import { make as element } from "./make.js";

const EDGE = "#767676";
const CHOSEN = "#D55E00"; // Okabe-Ito vermilion: chosen or on a highlighted way
const LONGEST_LABEL = 14;
const TOLD = 18; // links above this many say what they are only when one comes near

function short(text) {
  const letters = [...text];
  return letters.length > LONGEST_LABEL ? letters.slice(0, LONGEST_LABEL - 1).join("") + "…" : text;
}

function theme() {
  const style = getComputedStyle(document.body);
  const read = (name, other) => style.getPropertyValue(name).trim() || other;
  return { text: read("--jp-ui-font-color1", "#222"), ground: read("--jp-layout-color0", "#fff") };
}

function sheet(kinds) {
  const { text, ground } = theme();
  const kind = (e) => kinds[e.data("kind")] || { colour: "#999999", shape: "ellipse" };
  return [
    { selector: "node", style: {
      "background-color": (e) => kind(e).colour, shape: (e) => kind(e).shape, width: (e) => e.data("size") || 24, height: (e) => e.data("size") || 24,
      label: (e) => (e.data("size") ? e.data("label") : short(e.data("label"))), color: text, "font-size": (e) => (e.data("size") ? 19 : 11), "text-valign": "bottom", "text-margin-y": 3,
      "text-background-color": ground, "text-background-opacity": 0.75, "min-zoomed-font-size": 6,
      "border-width": (e) => (e.data("focus") ? 3 : 1), "border-color": text } },
    { selector: "node.group", style: {
      shape: "round-rectangle", "background-opacity": 0.08, "border-style": "dashed", "border-width": 1, "text-valign": "top" } },
    { selector: "edge", style: {
      width: (e) => e.data("wide") || (e.data("alleged") ? 1.2 : 1.8), "line-style": (e) => (e.data("alleged") ? "dashed" : "solid"),
      "line-color": EDGE, "target-arrow-color": EDGE, "target-arrow-shape": (e) => (e.data("plain") ? "none" : "triangle"), "curve-style": "bezier",
      label: "data(label)", color: text, "font-size": 9, "text-rotation": "autorotate", "min-zoomed-font-size": 7,
      "text-background-color": ground, "text-background-opacity": 0.8 } },
    { selector: "edge.quiet", style: { label: "" } },
    { selector: "edge.told", style: { label: "data(label)", "z-index": 8 } },
    { selector: "node.way", style: { "border-color": CHOSEN, "border-width": 4 } },
    { selector: "edge.way", style: { "line-color": CHOSEN, "target-arrow-color": CHOSEN, width: 3.5, label: "data(label)", "z-index": 9 } },
    { selector: "node:selected", style: { "border-color": CHOSEN, "border-width": 4 } },
    { selector: "edge:selected", style: { "line-color": CHOSEN, "target-arrow-color": CHOSEN, label: "data(label)", "z-index": 9 } },
    { selector: ".pinned", style: { "border-style": "double", "border-width": 5 } },
    { selector: ".away", style: { display: "none" } },
    { selector: "node.aside", style: { opacity: 0.55 } },
    { selector: "edge.aside", style: { opacity: 0.25 } },
    { selector: ".faint", style: { opacity: 0.15 } },
  ];
}

function elements(graph) {
  return [
    ...graph.nodes.map((d) => ({ group: "nodes", data: d, position: { x: d.x, y: d.y } })),
    ...graph.edges.map((d) => ({ group: "edges", data: d })),
  ];
}

// A vector picture of what is shown; cytoscape itself only gives pixels.
function svg(cy, kinds) {
  const { text, ground } = theme();
  const box = cy.elements(":visible").boundingBox();
  const safe = (s) => String(s).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const parts = [];
  cy.edges(":visible").forEach((e) => {
    const a = e.source().position(), b = e.target().position();
    const dash = e.data("alleged") ? ' stroke-dasharray="5 4"' : "";
    const colour = e.hasClass("way") ? CHOSEN : EDGE;
    parts.push(`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${colour}" stroke-width="1.6"${dash} marker-end="url(#tip)"/>`);
    if (e.data("label")) parts.push(`<text x="${(a.x + b.x) / 2}" y="${(a.y + b.y) / 2 - 3}" font-size="9" text-anchor="middle">${safe(e.data("label"))}</text>`);
  });
  cy.nodes(":visible").not(".group").forEach((n) => {
    const { x, y } = n.position(), k = kinds[n.data("kind")] || { colour: "#999", shape: "ellipse" };
    const around = (corners) => corners.map(([dx, dy]) => `${x + 12 * dx},${y + 12 * dy}`).join(" ");
    const shapes = {
      diamond: around([[0, -1], [1, 0], [0, 1], [-1, 0]]),
      triangle: around([[0, -1], [1, 1], [-1, 1]]),
      hexagon: around([[-1, 0], [-0.5, -0.9], [0.5, -0.9], [1, 0], [0.5, 0.9], [-0.5, 0.9]]),
    };
    const drawn = shapes[k.shape] ? `<polygon points="${shapes[k.shape]}"` : k.shape.includes("rect")
      ? `<rect x="${x - 12}" y="${y - 12}" width="24" height="24" rx="3"` : `<circle cx="${x}" cy="${y}" r="12"`;
    parts.push(`${drawn} fill="${k.colour}" stroke="${text}"/><text x="${x}" y="${y + 25}" font-size="11" text-anchor="middle">${safe(n.data("label"))}</text>`);
  });
  const pad = 30;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x1 - pad} ${box.y1 - pad} ${box.w + 2 * pad} ${box.h + 2 * pad}" fill="${text}" font-family="sans-serif">`
    + `<defs><marker id="tip" viewBox="0 0 8 8" refX="20" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${EDGE}"/></marker></defs>`
    + `<rect x="${box.x1 - pad}" y="${box.y1 - pad}" width="${box.w + 2 * pad}" height="${box.h + 2 * pad}" fill="${ground}"/>${parts.join("")}</svg>`;
}

function save(name, type, data) {
  const address = URL.createObjectURL(new Blob([data], { type }));
  const link = element("a", { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

// Words and kinds change with the language and with what is shown: then all is built anew.
function render({ model, el }) {
  let take_down = () => {};
  const anew = () => { take_down(); el.replaceChildren(); take_down = build({ model, el }); };
  let waiting;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(anew, 0); };
  model.on("change:words change:kinds", soon);
  anew();
  return () => { clearTimeout(waiting); model.off("change:words change:kinds", soon); take_down(); };
}

function build({ model, el }) {
  const words = model.get("words"), kinds = model.get("kinds");
  const root = element("div", { class: "wb-links" });
  root.append(element("style", {}, css));
  const bar = element("div", { class: "wb-links-bar", role: "toolbar", "aria-label": words.toolbar });
  const box = element("div", { class: "wb-links-canvas", role: "application", tabindex: "0", "aria-label": words.label });
  box.style.height = `${model.get("height")}px`;
  const legend = element("div", { class: "wb-links-legend", role: "group", "aria-label": words.kinds });
  const time = element("div", { class: "wb-links-time" });
  const live = element("div", { class: "wb-links-live", "aria-live": "polite" });
  root.append(bar, box, legend, time, live);
  el.append(root);

  const cy = cytoscape({ container: box, elements: elements(model.get("graph")), style: sheet(kinds), layout: { name: "preset", fit: false }, wheelSensitivity: 0.3, maxZoom: 4, minZoom: 0.1 });
  // Letters stay legible: a small graph is not blown up beyond its natural size.
  const view = () => JSON.stringify([cy.zoom(), cy.pan()]);
  let fitted = "";
  const fit = () => { cy.fit(cy.elements(":visible"), 30); if (cy.zoom() > 1.25) { cy.zoom(1.25); cy.center(cy.elements(":visible")); } fitted = view(); };
  const hush = () => cy.edges().forEach((e) => e.toggleClass("quiet", cy.edges().length > TOLD));
  box.wbCy = cy;
  const off = new Set();
  const say = (e) => { live.textContent = e.isNode() ? `${e.data("label")} · ${kinds[e.data("kind")]?.label || ""} · ${words.links.replace("{n}", e.degree(false))}` : `${e.source().data("label")} → ${e.target().data("label")} · ${e.data("label")}`; };
  const tell = (type, more = {}) => model.send({ type, ...more });

  const button = (text, act, pressed = null) => { // a tool without a word is not offered
    if (!text) return null;
    const made = element("button", { type: "button" }, text);
    if (pressed !== null) made.setAttribute("aria-pressed", String(pressed));
    made.addEventListener("click", () => act(made));
    bar.append(made);
    return made;
  };
  const find = element("input", { type: "search", placeholder: words.find, "aria-label": words.find });
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    cy.elements().removeClass("faint");
    if (!wanted) return;
    const hit = cy.nodes().filter((n) => n.data("label").toLowerCase().includes(wanted));
    cy.elements().difference(hit.union(hit.connectedEdges())).addClass("faint");
    live.textContent = words.found.replace("{n}", hit.length);
    if (hit.length === 1) { cy.elements().unselect(); hit.select(); cy.animate({ center: { eles: hit } }, { duration: 150 }); }
  });
  bar.append(find);
  const chosen = () => cy.$("node:selected").not(".group");
  const by = element("select", { "aria-label": words.kind || "" });
  for (const [value, name] of [["", words.any], ...(words.of_kind || [])]) by.append(element("option", { value }, name));
  button(words.expand, () => chosen().forEach((n) => tell("expand", { id: n.id(), kind: by.value })));
  if (words.expand) bar.append(by);
  button(words.hide, () => { const ids = chosen().map((n) => n.id()); chosen().addClass("away").unselect(); tell("hide", { ids }); });
  button(words.pin, () => { chosen().forEach((n) => { n.toggleClass("pinned"); n.hasClass("pinned") ? n.lock() : n.unlock(); }); tell("pin", { ids: cy.$(".pinned").map((n) => n.id()) }); });
  button(words.group, (b) => { const on = b.getAttribute("aria-pressed") !== "true"; b.setAttribute("aria-pressed", String(on)); group(on); }, false);
  button(words.send, () => tell("chosen", { ids: cy.$(":selected").not(".group").map((e) => e.id()) }));
  button(words.all, () => { cy.elements().removeClass("away faint way aside"); fit(); });
  const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } });
  for (const [sign, name, by] of [["+", words.closer, 1.3], ["−", words.farther, 1 / 1.3]]) {
    if (!name) continue;
    const made = button(sign, () => zoom(by));
    made.setAttribute("aria-label", name);
    made.title = name;
  }
  button(words.keep, () => tell("keep", { positions: places() }));
  button("PNG", () => { const png = cy.png({ output: "blob", scale: 2, bg: theme().ground }); save("links.png", "image/png", png); tell("saved", { form: "png" }); });
  button("SVG", () => { save("links.svg", "image/svg+xml", svg(cy, kinds)); tell("saved", { form: "svg" }); });

  function places() { return Object.fromEntries(cy.nodes().not(".group").map((n) => [n.id(), [Math.round(n.position("x")), Math.round(n.position("y"))]])); }
  function group(on) {
    if (!on) { cy.nodes().not(".group").move({ parent: null }); cy.$(".group").remove(); return; }
    const units = new Map();
    cy.nodes().forEach((n) => { if (n.data("unit")) units.set(n.data("unit"), [...(units.get(n.data("unit")) || []), n]); });
    for (const [name, members] of units) {
      if (members.length < 2) continue;
      cy.add({ group: "nodes", classes: "group", data: { id: `group:${name}`, label: name, kind: "unit" } });
      members.forEach((n) => n.move({ parent: `group:${name}` }));
    }
  }
  function filter() {
    const [first, last] = range();
    cy.batch(() => {
      cy.nodes().not(".group").forEach((n) => n.toggleClass("away", off.has(n.data("kind"))));
      cy.edges().forEach((e) => e.toggleClass("away", Boolean((first && e.data("last") && e.data("last") < first) || (last && e.data("first") && e.data("first") > last))));
    });
  }
  for (const [name, k] of Object.entries(kinds)) {
    const check = element("input", { type: "checkbox" });
    check.checked = true;
    check.addEventListener("change", () => { check.checked ? off.delete(name) : off.add(name); filter(); });
    const mark = element("span", { "aria-hidden": "true" }, k.mark);
    mark.style.color = k.colour;
    const label = element("label");
    label.append(check, mark, document.createTextNode(k.label));
    legend.append(label);
  }
  for (const text of [words.alleged, words.way, words.size].filter(Boolean)) legend.append(element("span", {}, text));
  const days = [...new Set(model.get("graph").edges.flatMap((e) => [e.first, e.last]).filter(Boolean))].sort();
  const sliders = ["from", "to"].map((name, i) => {
    const s = element("input", { type: "range", min: 0, max: Math.max(days.length - 1, 0), "aria-label": words[name] });
    s.value = i ? days.length - 1 : 0;
    return s;
  });
  const shown = element("output");
  function range() { const [a, b] = sliders.map((s) => Number(s.value)).sort((x, y) => x - y); return [days[a], days[b]]; }
  sliders.forEach((s) => s.addEventListener("input", () => { filter(); shown.textContent = range().filter(Boolean).join(" – "); }));
  if (days.length > 1) { time.append(...sliders, shown); shown.textContent = range().join(" – "); }

  cy.on("tap", "node, edge", (ev) => { if (ev.target.hasClass("group")) return; say(ev.target); tell("records", { id: ev.target.id(), edge: ev.target.isEdge() }); });
  cy.on("dbltap", "node", (ev) => tell("expand", { id: ev.target.id() }));
  cy.on("dragfree", "node", () => tell("moved", { positions: places() }));
  let pending;
  cy.on("select unselect", "node, edge", () => { clearTimeout(pending); pending = setTimeout(() => { model.set("selected", cy.$(":selected").map((e) => e.id())); model.save_changes(); }, 0); });

  // Arrows walk along links, Enter shows records, E expands, Delete hides, Escape clears;
  // plus and minus go closer and farther, 0 shows all.
  let step = 0;
  box.addEventListener("keydown", (ev) => {
    const now = chosen().first();
    const forward = ["ArrowRight", "ArrowDown"].includes(ev.key);
    if (forward || ["ArrowLeft", "ArrowUp"].includes(ev.key)) {
      const near = (now.nonempty() ? now.neighborhood("node:visible") : cy.nodes(":visible")).not(".group");
      if (near.empty()) return;
      step = now.nonempty() ? step + (forward ? 1 : -1) : 0;
      const next = near[((step % near.length) + near.length) % near.length];
      cy.$(":selected").unselect(); next.select(); cy.center(next); say(next);
    } else if (ev.key === "Enter" && now.nonempty()) tell("records", { id: now.id(), edge: false });
    else if (ev.key.toLowerCase() === "e" && now.nonempty()) tell("expand", { id: now.id() });
    else if (ev.key === "Delete" && words.hide) { const ids = chosen().map((n) => n.id()); chosen().addClass("away").unselect(); tell("hide", { ids }); }
    else if (ev.key === "Escape") cy.$(":selected").unselect();
    else if (ev.key === "+" || ev.key === "=") zoom(1.3);
    else if (ev.key === "-") zoom(1 / 1.3);
    else if (ev.key === "0") fit();
    else return;
    ev.preventDefault(); ev.stopPropagation(); // Lab's command mode takes arrows otherwise
  });

  const drawn = () => {
    const graph = model.get("graph"), keep = new Set([...graph.nodes, ...graph.edges].map((d) => d.id));
    const before = cy.nodes().not(".group").length;
    cy.batch(() => {
      cy.elements().not(".group").filter((e) => !keep.has(e.id())).remove();
      for (const d of graph.nodes) { const n = cy.getElementById(d.id); if (n.nonempty()) { n.data(d); if (!n.locked()) n.position({ x: d.x, y: d.y }); } }
      cy.add(elements(graph).filter((e) => cy.getElementById(e.data.id).empty()));
    });
    hush();
    if (cy.nodes().not(".group").length !== before) fit();
    filter();
    way();
  };
  const way = () => { const ids = new Set(model.get("highlighted")); cy.batch(() => { cy.elements().forEach((e) => { e.toggleClass("way", ids.has(e.id())); e.toggleClass("aside", ids.size > 0 && !ids.has(e.id())); }); }); };
  const select = () => { const ids = new Set(model.get("selected")); cy.batch(() => cy.elements().forEach((e) => { if (ids.has(e.id()) !== e.selected()) ids.has(e.id()) ? e.select() : e.unselect(); })); };
  model.on("change:graph", drawn);
  model.on("change:highlighted", way);
  model.on("change:selected", select);
  way();
  hush();
  fit();
  cy.on("mouseover select", "node", (ev) => ev.target.connectedEdges().addClass("told"));
  cy.on("mouseout unselect", "node", (ev) => { if (!ev.target.selected()) ev.target.connectedEdges().removeClass("told"); });
  cy.on("mouseover", "edge", (ev) => ev.target.addClass("told"));
  cy.on("mouseout", "edge", (ev) => { if (!ev.target.connectedNodes(":selected").length) ev.target.removeClass("told"); });

  let wide = box.clientWidth > 0; // an output may be drawn before it has a width
  const sizes = new ResizeObserver(() => { if (!box.clientWidth) return; const still = view() === fitted; cy.resize(); if (!wide || still) { wide = true; fit(); } }); // who has moved it keeps the view
  sizes.observe(box);
  const themes = new MutationObserver(() => cy.style(sheet(kinds)));
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class"] });
  box.dataset.ready = "1";
  return () => { model.off("change:graph", drawn); model.off("change:highlighted", way); model.off("change:selected", select); sizes.disconnect(); themes.disconnect(); cy.destroy(); };
}

export default { render };
