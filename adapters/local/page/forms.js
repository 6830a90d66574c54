// A form of the bot's as a dialog: what cannot be taken is said at its field, and what was filled in stays.

import { combobox } from "./combobox.js";
import { byId, el } from "./dom.js";
import { get } from "./net.js";
import { say } from "./words.js";

const FEW = 5; // choices that are shown at once; more go into a list
const TYPING = 150; // milliseconds of rest before the list is asked for

// Opens the dialog. `submit(values)` sends the answers and gives back the errors by field, or nothing when
// they were taken; `me` is on whose behalf names are looked up.
export function openForm(form, me, submit) {
  const dialog = byId("dialog");
  const fields = form.fields.map((field) => drawField(field, form, me));
  const send = el("button", { type: "submit", class: "button primary" }, form.submit);
  const cancel = el("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("cancel"));
  const body = el(
    "form",
    { method: "dialog", novalidate: true, autocomplete: "off" },
    el("h2", { id: "dialog-title" }, form.title),
    el("div", { class: "fields" }, ...fields.map((field) => field.node)),
    el("div", { class: "buttons" }, send, cancel),
  );
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    const unchosen = fields.filter((field) => field.unchosen());
    if (showErrors(fields, Object.fromEntries(unchosen.map((field) => [field.name, say("lookup_choose")])))) return;
    send.disabled = true;
    const errors = await submit(Object.fromEntries(fields.map((field) => [field.name, field.value()])));
    send.disabled = false;
    if (errors) showErrors(fields, errors);
    else dialog.close();
  });
  dialog.replaceChildren(body);
  dialog.showModal();
  fields[0].focus();
}

function showErrors(fields, errors) {
  for (const field of fields) field.complain(errors[field.name] ?? "");
  const first = fields.find((field) => errors[field.name]);
  if (first) first.focus();
  return Boolean(first);
}

function drawField(field, form, me) {
  const id = `field-${field.name}`;
  const hint = el("p", { class: "hint", id: `${id}-hint` }, field.hint);
  const error = el("p", { class: "error", id: `${id}-error`, hidden: true });
  const label = [field.label, field.required ? undefined : el("small", {}, ` (${say("optional")})`)];
  const control = CONTROLS[field.kind](field, id, form, me);
  const grouped = control.inputs.length > 1 || field.kind === "choices";
  const group = field.kind === "choice" ? "radiogroup" : "group";
  const node = grouped
    ? el("div", { class: "field", id, role: group, "aria-labelledby": `${id}-label` })
    : el("div", { class: "field" });
  const title = grouped ? el("p", { class: "label", id: `${id}-label` }, ...label) : el("label", { for: id }, ...label);
  node.append(title, hint, error, control.node);
  hint.hidden = !field.hint;
  const described = [...control.inputs, ...(grouped ? [node] : [])];
  function complain(problem) {
    error.textContent = problem;
    error.hidden = !problem;
    node.classList.toggle("wrong", Boolean(problem));
    const by = [field.hint && hint.id, problem && error.id].filter(Boolean).join(" ");
    for (const one of described) {
      if (by) one.setAttribute("aria-describedby", by);
      else one.removeAttribute("aria-describedby");
    }
    for (const one of control.inputs) one.setAttribute("aria-invalid", String(Boolean(problem)));
  }
  complain("");
  const focus = () => (control.inputs.find((input) => input.checked) ?? control.inputs[0]).focus();
  const unchosen = control.unchosen ?? (() => false);
  return { name: field.name, node, value: control.value, unchosen, complain, focus };
}

const CONTROLS = { line, paragraph, email, choice, choices, lookup };

function line(field, id) {
  return typed(el("input", { id, type: "text", value: field.value, required: field.required, dir: "auto" }));
}

function email(field, id) {
  // Not type=email: the browser would change what was typed before the bot could answer to it.
  const attributes = { inputmode: "email", autocapitalize: "off", spellcheck: "false" };
  return typed(el("input", { id, type: "text", value: field.value, required: field.required, ...attributes }));
}

function paragraph(field, id) {
  return typed(el("textarea", { id, rows: "4", required: field.required, dir: "auto" }, field.value));
}

function typed(input) {
  return { node: input, inputs: [input], value: () => input.value };
}

function choice(field, id) {
  if (field.choices.length > FEW) return select(field, id);
  const { node, inputs } = ticks(field, id, "radio", (option) => option.value === field.value);
  return { node, inputs, value: () => inputs.find((input) => input.checked)?.value ?? "" };
}

function choices(field, id) {
  const { node, inputs } = ticks(field, id, "checkbox", (option) => field.chosen.includes(option.value));
  return { node, inputs, value: () => inputs.filter((input) => input.checked).map((input) => input.value) };
}

function ticks(field, id, type, ticked) {
  const inputs = field.choices.map((option) =>
    el("input", { type, name: id, value: option.value, checked: ticked(option) }),
  );
  const labels = field.choices.map((option, place) =>
    el("label", { class: "tick" }, inputs[place], el("span", {}, option.label)),
  );
  return { node: el("div", { class: "ticks" }, ...labels), inputs };
}

function select(field, id) {
  const options = field.choices.map((option) =>
    el("option", { value: option.value, selected: option.value === field.value }, option.label),
  );
  return typed(el("select", { id, required: field.required }, el("option", { value: "" }, say("choose")), ...options));
}

function lookup(field, id, form, me) {
  let chosen = field.choices.find((option) => option.value === field.value);
  const attributes = { placeholder: say("lookup_placeholder"), spellcheck: "false", required: field.required };
  const input = el("input", { id, type: "text", value: chosen?.label ?? "", ...attributes });
  const list = el("ul", { class: "options", id: `${id}-options`, role: "listbox", hidden: true });
  list.setAttribute("aria-label", field.label);
  const node = el("div", { class: "suggested" }, input, list);
  const find = async (query) => {
    if (!query.trim()) return { found: [] };
    const found = await get("/lookup", { as: me.id, action: form.action, field: field.name, query }).catch(() => []);
    return { found, empty: say("lookup_none") };
  };
  const take = (option) => {
    chosen = option;
    input.value = option.label;
  };
  input.addEventListener("input", () => (chosen = undefined));
  combobox(input, list, { find, take, pause: TYPING });
  const unchosen = () => Boolean(input.value.trim()) && !chosen;
  return { node, inputs: [input], value: () => chosen?.value ?? "", unchosen };
}
