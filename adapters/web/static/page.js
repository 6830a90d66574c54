"use strict";
// All of it is a help: every page does without it.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";

// What clocks show where the reader is, by the rules that the page came with: browsers may know older ones.
for (const own of document.querySelectorAll(".own")) {
  const place = own.parentElement.querySelector(`[data-zone="${CSS.escape(zone)}"]`);
  if (!place) continue;
  own.textContent = `${own.dataset.say} ${place.closest("li").dataset.time} (${place.textContent})`;
  own.hidden = false;
}
for (const field of document.querySelectorAll('input[name="zone"]')) field.value = zone;

const summary = document.getElementById("summary");
if (summary) summary.focus();

// A form that is on its way is not sent again by an impatient finger; going back to it makes it whole.
for (const form of document.forms) {
  form.addEventListener("submit", (sent) => {
    if (form.dataset.sent) sent.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

class Lookup {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input");
    this.name = this.input.name;
    this.options = [];
    this.active = -1;
    this.asked = 0;
    box.querySelector("button").remove();
    this.value = this.add("input", { type: "hidden", name: this.name });
    this.input.name = `${this.name}.typed`;
    this.value.value = this.input.dataset.chosen || this.input.value;
    this.list = this.add("ul", { id: `${this.input.id}-options`, role: "listbox", className: "options", hidden: true });
    this.list.setAttribute("aria-label", document.querySelector(`label[for="${this.input.id}"]`).textContent.trim());
    this.told = this.add("p", { className: "hidden", role: "status" });
    this.say({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.list.id });
    this.input.autocomplete = "off";
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (key) => this.pressed(key));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (click) => click.preventDefault());
    this.list.addEventListener("click", (click) => this.choose([...this.list.children].indexOf(click.target.closest("li"))));
  }

  add(kind, values) {
    return this.box.appendChild(Object.assign(document.createElement(kind), values));
  }

  say(attributes) {
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  typed() {
    this.value.value = this.input.value;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    const query = this.input.value.trim();
    const turn = ++this.asked;
    if (!query) return this.show([]);
    try {
      const answer = await fetch(`${this.box.dataset.lookup}?q=${encodeURIComponent(query)}`);
      if (answer.ok && turn === this.asked) this.show(await answer.json());
    } catch {
      this.show([]); // what was typed counts all the same
    }
  }

  show(options) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, place) => Object.assign(document.createElement("li"), {
      id: `${this.list.id}-${place}`, role: "option", textContent: option.label, ariaSelected: "false",
    })));
    this.list.hidden = !options.length;
    this.say({ "aria-expanded": String(options.length > 0) });
    this.told.textContent = options.length ? `${options.length} ${this.box.dataset.some}` : "";
    this.move(-1);
  }

  move(place) {
    this.active = place;
    [...this.list.children].forEach((item, each) => item.setAttribute("aria-selected", String(each === place)));
    if (place < 0) return this.input.removeAttribute("aria-activedescendant");
    this.say({ "aria-activedescendant": this.list.children[place].id });
    this.list.children[place].scrollIntoView({ block: "nearest" });
  }

  pressed(key) {
    const many = this.options.length;
    if (!many || this.list.hidden) return;
    if (key.key === "ArrowDown") this.move((this.active + 1) % many);
    else if (key.key === "ArrowUp") this.move(this.active > 0 ? this.active - 1 : many - 1);
    else if (key.key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (key.key === "Tab" && this.active >= 0) return this.choose(this.active);
    else if (key.key === "Escape") this.close();
    else return;
    key.preventDefault();
  }

  choose(place) {
    if (place < 0) return;
    this.input.value = this.options[place].label;
    this.value.value = this.options[place].value;
    this.close();
  }

  close() {
    clearTimeout(this.waiting);
    this.asked++;
    this.show([]);
  }
}

for (const box of document.querySelectorAll("[data-lookup]")) new Lookup(box);
