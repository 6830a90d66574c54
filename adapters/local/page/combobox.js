// An editable combobox with a list (ARIA authoring practices): arrows move, Enter takes, Escape closes.

import { el } from "./dom.js";

// `find(text)` gives the options ({value, label, about?}), `take(option)` is called with the chosen one.
export function combobox(input, list, { find, take, pause = 0 }) {
  let options = [];
  let active = -1;
  let asked = 0;
  let timer = 0;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  show([]);

  function show(found, empty = "") {
    options = found;
    active = -1;
    list.replaceChildren(...found.map(drawn));
    if (!found.length && empty) {
      list.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, empty));
    }
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function drawn(option, place) {
    const about = option.about ? el("small", {}, option.about) : undefined;
    const item = el(
      "li",
      { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" },
      el("span", {}, option.label),
      about,
    );
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(place));
    return item;
  }

  function move(to) {
    if (!options.length) return;
    active = (to + options.length) % options.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  }

  function choose(place) {
    const option = options[place];
    clearTimeout(timer);
    asked += 1;
    show([]);
    take(option);
    input.focus();
  }

  async function look() {
    const mine = (asked += 1);
    const { found, empty } = await find(input.value);
    if (mine === asked && document.activeElement === input) show(found, empty);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (pause) timer = setTimeout(look, pause);
    else look();
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asked += 1;
    show([]);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) look();
      else move(event.key === "ArrowDown" ? active + 1 : active < 0 ? options.length - 1 : active - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Tab" && open && active >= 0) {
      choose(active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      show([]);
    }
  });
  return { close: () => show([]) };
}
