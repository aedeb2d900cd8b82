"use strict";

// Which errors are shown: those of the chosen layers and kinds that have the words searched for.

/** Text without case and accents, for searching. */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Everything about an error that a search may find. */
function searchable(article, fault) {
  const claims = [fault.gold, fault.predicted].filter(Boolean);
  return fold([article.id, article.about, fault.note, ...claims.flatMap((c) => [c.label, c.words])].join("\n"));
}

class Filter {
  constructor(data) {
    this.data = data;
    this.layers = new Set(data.layers.keys());
    this.kinds = new Set(data.kinds.keys());
    this.query = "";
    this.folded = new WeakMap();
  }

  /** The errors of a system, as [article, fault] indices, with how many more or fewer each box would show. */
  apply(system) {
    const words = fold(this.query).split(/\s+/).filter(Boolean);
    const counts = { layers: this.data.layers.map(() => 0), kinds: this.data.kinds.map(() => 0) };
    const hits = [];
    this.data.articles.forEach((article, i) => {
      article.systems[system].faults.forEach((fault, j) => {
        if (words.length && !this.has(article, fault, words)) return;
        const layer = this.layers.has(fault.layer);
        const kind = this.kinds.has(fault.kind);
        if (kind) counts.layers[fault.layer] += 1;
        if (layer) counts.kinds[fault.kind] += 1;
        if (layer && kind) hits.push([i, j]);
      });
    });
    return { hits, counts };
  }

  has(article, fault, words) {
    if (!this.folded.has(fault)) this.folded.set(fault, searchable(article, fault));
    const text = this.folded.get(fault);
    return words.every((word) => text.includes(word));
  }
}

/** A checkbox for every option; a press with Shift or Alt chooses this one alone, and again all. */
class Boxes {
  constructor(parent, names, chosen, changed) {
    this.boxes = names.map((name, i) => {
      const label = make("label", "box");
      const input = make("input", "", "", { type: "checkbox", checked: true });
      const count = make("span", "count");
      label.append(input, make("span", "", name), count);
      label.title = "Shift-click: this one alone, or all again";
      label.addEventListener("mousedown", (event) => event.shiftKey && event.preventDefault());
      input.addEventListener("click", (event) => {
        if (event.shiftKey || event.altKey) this.only(i, chosen);
        else input.checked ? chosen.add(i) : chosen.delete(i);
        this.boxes.forEach((box, k) => (box.input.checked = chosen.has(k)));
        changed();
      });
      parent.append(label);
      return { label, input, count };
    });
  }

  only(i, chosen) {
    const alone = chosen.size === 1 && chosen.has(i);
    chosen.clear();
    this.boxes.forEach((_, k) => (alone || k === i) && chosen.add(k));
  }

  /** Show how many errors each option has; an option without any is faint. */
  show(counts) {
    this.boxes.forEach((box, i) => {
      box.count.textContent = counts[i].toLocaleString("en");
      box.label.classList.toggle("none", counts[i] === 0);
    });
  }
}
