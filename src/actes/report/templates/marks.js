"use strict";

// The text of an article with its marks, as DOM nodes. Offsets count code points, and strings are only ever put in
// the page as text.

/** A new element with a class, some text and further properties. */
function make(name, className = "", text = "", properties = {}) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return Object.assign(element, properties);
}

const ORDER = ["evidence", "slot", "trigger", "mention"]; // of marks on one span, from outside in

/** What one side marks in the text. `wrong` tells the errors by layer and span: "mentions 3-9" -> kind. */
function marksOf(side, wrong) {
  const marks = [];
  const add = (what, span, node, label, tag, title) => {
    const layer = { mention: "mentions", trigger: "triggers" }[what];
    const kind = layer && wrong.get(`${layer} ${span[0]}-${span[1]}`);
    marks.push({ start: span[0], end: span[1], what, node, label, tag, title, kind });
  };
  for (const actor of side.actors) {
    const title = `${actor.name}, ${actor.label}${actor.more ? `, ${actor.more}` : ""}`;
    for (const span of actor.spans) add("mention", span, actor.id, actor.label, actor.number, title);
  }
  for (const event of side.events) {
    const title = `${event.label}: ${event.more}`;
    for (const span of event.spans) add("trigger", span, event.id, "", `${event.label} ${event.number}`, title);
    for (const slot of event.slots) add("slot", slot.span, event.id, "", "", `${slot.label} of ${event.label} ${event.number}`);
  }
  for (const stance of side.stances) {
    for (const span of stance.spans) add("evidence", span, "", stance.label, "", `${stance.label}: ${stance.name}`);
  }
  return marks;
}

/** Whether one mark opens before another: the earlier, the longer, the outer. */
function inOrder(one, other) {
  return one.start - other.start || other.end - one.end || ORDER.indexOf(one.what) - ORDER.indexOf(other.what);
}

/** The part of every mark that lies in [start, end); the last part keeps the tag. */
function clip(marks, start, end) {
  const inside = marks.filter((mark) => mark.start < end && start < mark.end);
  return inside.map((mark) => ({
    ...mark,
    start: Math.max(mark.start, start),
    end: Math.min(mark.end, end),
    tag: mark.end <= end ? mark.tag : "",
    span: mark.span || `${mark.start}-${mark.end}`,
  }));
}

/** Append points [start, end) to `parent`, with marks within marks; of two that cross, the later is cut in two. */
function fill(parent, points, marks, start, end) {
  const queue = clip(marks, start, end).sort(inOrder);
  let at = start;
  while (queue.length) {
    const mark = queue.shift();
    const inner = queue.filter((other) => other.start < mark.end);
    const later = queue.filter((other) => other.end > mark.end);
    const element = markElement(mark);
    fill(element, points, inner, mark.start, mark.end);
    parent.append(points.slice(at, mark.start).join(""), element);
    at = mark.end;
    queue.splice(0, queue.length, ...clip(later, mark.end, end).sort(inOrder));
  }
  parent.append(points.slice(at, end).join(""));
}

/** The element of a mark. Its tag is shown by the style sheet, so that it is not copied with the text. */
function markElement(mark) {
  const element = make("span", `mark ${mark.what} ${mark.label}`.trim(), "", { title: mark.title });
  if (mark.kind) element.classList.add(["missed", "spurious"].includes(mark.kind) ? mark.kind : "wrong");
  const sign = { missed: "− ", spurious: "+ " }[mark.kind] || (mark.kind ? "≠ " : "");
  if (mark.tag || sign) element.dataset.tag = (sign + mark.tag).trim();
  element.dataset.span = mark.span;
  element.dataset.node = mark.node;
  element.dataset.what = mark.what;
  return element;
}

/** The paragraphs of a text as [start, end). */
function paragraphs(points) {
  const found = [];
  let start = 0;
  for (let i = 0; i <= points.length; i++) {
    if (i === points.length || points[i] === "\n") {
      if (i > start) found.push([start, i]);
      start = i + 1;
    }
  }
  return found;
}

/** Gold and predicted paragraphs beside each other. */
function textRows(points, language, gold, predicted) {
  return paragraphs(points).map(([start, end], i) => {
    const row = make("div", i ? "columns" : "columns headline");
    for (const [name, marks] of [["gold", gold], ["predicted", predicted]]) {
      const cell = make("p", `cell ${name}`, "", { dir: "auto", lang: language });
      fill(cell, points, marks, start, end);
      row.append(cell);
    }
    return row;
  });
}
