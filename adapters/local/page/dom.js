// Building and keeping up to date: every string becomes text, never markup.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== false && child !== ""));
  return node;
}

export const byId = (id) => document.getElementById(id);

// Make the children of `parent` those that `items` describe: what did not change stays the same element, so
// that focus, scroll position and a screen reader's place are kept. `salt` is what else `draw` depends on.
export function keyed(parent, items, draw, salt = "") {
  const before = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  items.forEach((item, place) => {
    const print = salt + JSON.stringify(item);
    let node = before.get(item.id);
    before.delete(item.id);
    if (!node || node.print !== print) node = redrawn(node, item, draw, print);
    if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null);
  });
  for (const node of before.values()) node.remove();
}

function redrawn(old, item, draw, print) {
  const node = draw(item);
  node.dataset.key = item.id;
  node.print = print;
  if (!old) return node;
  const held = old.contains(document.activeElement) ? document.activeElement.dataset.focus ?? "" : undefined;
  old.replaceWith(node);
  if (held !== undefined) refocus(node, held);
  return node;
}

function refocus(node, held) {
  const same = held ? node.querySelector(`[data-focus="${CSS.escape(held)}"]`) : undefined;
  const target = same ?? node.querySelector("button, input") ?? node;
  if (target === node) node.tabIndex = -1;
  target.focus({ preventScroll: true });
}
