"use strict";

// The error browser: one article at a time, drawn from the data of the page.

const $$ = (id) => document.getElementById(id);
const data = JSON.parse($$("data").textContent);
const filter = new Filter(data);
const state = { system: 0, article: 0, hits: [], at: -1 }; // `at`: the current error, an index of hits

const clamp = (i, n) => Math.min(Math.max(i, 0), n - 1);
const faultAt = ([article, fault]) => data.articles[article].systems[state.system].faults[fault];
const here = () => state.hits.map((hit, i) => [hit, i]).filter(([hit]) => hit[0] === state.article);

function describe(fault) {
  const part = make("span", "claims");
  const claim = (name, content) => {
    const line = make("span", `claim ${name}`);
    line.append(make("span", "side", name === "gold" ? "gold " : "predicted "), make("b", "", content.label), " ");
    if (content.words !== content.label) line.append(make("bdi", "", content.words));
    part.append(line);
  };
  if (fault.gold) claim("gold", fault.gold);
  if (fault.predicted) claim("predicted", fault.predicted);
  if (fault.note) part.append(make("span", "faint", fault.note));
  return part;
}

function heading(fault) {
  const name = data.kinds[fault.kind];
  const line = make("span", "what");
  const tone = ["missed", "spurious"].includes(name) ? name : "wrong";
  line.append(make("span", `kind ${tone}`, name), make("span", "layer", data.layers[fault.layer]));
  return line;
}

function drawList() {
  const items = here().map(([hit, i]) => {
    const button = make("button", "error", "", { type: "button" });
    button.append(heading(faultAt(hit)), describe(faultAt(hit)));
    button.addEventListener("click", () => go(i));
    button.dataset.hit = i;
    const item = make("li");
    item.append(button);
    return item;
  });
  if (!items.length) items.push(make("li", "faint empty", "No error of this article passes the filters."));
  $$("list").replaceChildren(...items);
}

/** The errors shown of mentions and triggers, by layer and span, for one side. */
function wrongSpans(side) {
  const wrong = new Map();
  for (const [hit] of here()) {
    const fault = faultAt(hit);
    for (const span of (fault[side] || { spans: [] }).spans) {
      const layer = data.layers[fault.layer];
      if (["mentions", "triggers"].includes(layer)) wrong.set(`${layer} ${span[0]}-${span[1]}`, data.kinds[fault.kind]);
    }
  }
  return wrong;
}

function drawArticle() {
  const article = data.articles[state.article];
  const predicted = article.systems[state.system].side;
  $$("reader-title").textContent = article.id;
  $$("reader-about").textContent = article.about;
  $$("contexts").replaceChildren(contexts("gold", article.gold), contexts("predicted", predicted));
  $$("graphs").replaceChildren(graph("Gold", article.gold), graph(data.systems[state.system], predicted));
  if (article.text === null) {
    $$("text").replaceChildren(make("p", "faint", "The text of this article is not at hand."));
    return;
  }
  const [ours, theirs] = [marksOf(article.gold, wrongSpans("gold")), marksOf(predicted, wrongSpans("predicted"))];
  $$("text").replaceChildren(...textRows(Array.from(article.text), article.language, ours, theirs));
}

function contexts(name, side) {
  const line = make("p", `cell contexts ${name}`);
  const spaced = side.contexts.map((context) => make("span", "context", context.replace(/_/g, " ")));
  line.append(...(spaced.length ? spaced : [make("span", "faint", "no context")]));
  return line;
}

function graph(name, side) {
  const part = make("div", "cell");
  part.append(make("h4", "", name));
  for (const [title, things] of [["Actors", side.actors], ["Events", side.events], ["Stances", side.stances]]) {
    const list = make("ul");
    for (const thing of things) {
      const item = make("li");
      if (thing.number) item.append(make("span", "id", thing.number), " ");
      item.append(make("b", "", thing.label), " ", make("bdi", "", thing.name));
      if (thing.more) item.append(" ", make("span", "faint", thing.more));
      list.append(item);
    }
    part.append(make("h5", "", `${title} (${things.length})`), list);
  }
  return part;
}

/** Mark the current error in the list and in both texts, and say which it is. */
function drawCurrent(scroll) {
  const hit = state.hits[state.at];
  const fault = hit && faultAt(hit);
  for (const button of $$("list").querySelectorAll("button")) {
    const current = Number(button.dataset.hit) === state.at;
    button.setAttribute("aria-current", String(current));
    const list = $$("list");
    if (current && scroll) list.scrollTop = button.offsetTop - list.clientHeight / 2 + button.clientHeight / 2;
  }
  for (const side of ["gold", "predicted"]) {
    const claim = (fault && fault[side]) || { spans: [], nodes: [] };
    const spans = new Set(claim.spans.map((span) => `${span[0]}-${span[1]}`));
    for (const mark of $$("text").querySelectorAll(`.${side} .mark`)) {
      mark.classList.toggle("current", spans.has(mark.dataset.span));
      mark.classList.toggle("related", claim.nodes.includes(mark.dataset.node) && mark.dataset.what !== "slot");
    }
  }
  const total = state.hits.length.toLocaleString("en");
  const all = state.hits.length === 1 ? "1 error" : `${total} errors`;
  const shown = state.at >= 0 ? `Error ${(state.at + 1).toLocaleString("en")} of ${total}` : all;
  $$("position").textContent = state.hits.length ? shown : "No error passes the filters";
  $$("current").replaceChildren(...(fault ? [heading(fault), describe(fault)] : []));
  const mark = $$("text").querySelector(".current, .related");
  if (scroll) (mark || $$("reader")).scrollIntoView({ block: mark ? "center" : "start" });
}

/** Go to an error, and to its article. */
function go(i) {
  if (!state.hits.length) return;
  state.at = clamp(i, state.hits.length);
  const article = state.hits[state.at][0];
  if (article !== state.article) open(article);
  drawCurrent(true);
}

/** The next error from here: the current article may have none, or none be current. */
function step(by) {
  if (state.at >= 0) return go(state.at + by);
  const after = state.hits.findIndex((hit) => hit[0] >= state.article);
  if (by > 0) return go(after < 0 ? state.hits.length - 1 : after);
  return go((after < 0 ? state.hits.length : after) - 1);
}

function open(article) {
  state.article = clamp(article, data.articles.length);
  $$("article").value = String(state.article);
  drawList();
  drawArticle();
}

function show(article) {
  state.at = -1;
  open(article);
  drawCurrent(false);
}

/** Filter anew, keep the article, and start from its first error. */
function refresh() {
  const { hits, counts } = filter.apply(state.system);
  state.hits = hits;
  layers.show(counts.layers);
  kinds.show(counts.kinds);
  const perArticle = data.articles.map(() => 0);
  for (const [article] of hits) perArticle[article] += 1;
  const options = Array.from($$("article").options);
  options.forEach((option, i) => (option.textContent = `${data.articles[i].id} (${perArticle[i]})`));
  show(state.article);
}

const layers = new Boxes($$("layers"), data.layers, filter.layers, refresh);
const kinds = new Boxes($$("kinds"), data.kinds, filter.kinds, refresh);

function onKey(event) {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (!$$("shortcuts").checked || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const actions = {
    n: () => step(1),
    p: () => step(-1),
    "]": () => show(state.article + 1),
    "[": () => show(state.article - 1),
    "/": () => $$("search").focus(),
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
}

function start() {
  const option = (name, i) => make("option", "", name, { value: String(i) });
  $$("system").append(...data.systems.map(option));
  $$("system-choice").hidden = data.systems.length < 2;
  $$("article").append(...data.articles.map((article, i) => option(article.id, i)));
  $$("system").addEventListener("change", (event) => {
    state.system = Number(event.target.value);
    $$("predicted-head").textContent = data.systems[state.system];
    refresh();
  });
  $$("article").addEventListener("change", (event) => show(Number(event.target.value)));
  let waiting = 0;
  $$("search").addEventListener("input", (event) => {
    clearTimeout(waiting);
    filter.query = event.target.value;
    waiting = setTimeout(refresh, 120);
  });
  $$("previous").addEventListener("click", () => step(-1));
  $$("next").addEventListener("click", () => step(1));
  document.addEventListener("keydown", onKey);
  $$("predicted-head").textContent = data.systems[0];
  $$("browser").hidden = false;
  refresh();
}

start();
