// Messages of a room: cards with facts and buttons, private answers, what people said.

import { byId, el, keyed } from "./dom.js";
import { say } from "./words.js";

const NEAR = 80; // pixels from the end: who reads further up is left there

// `acted`: the viewer has just done something here, and wants to see what came of it.
export function drawTimeline(state, room, act, acted) {
  const log = byId("timeline");
  const place = `${state.me.id}/${room.id}`;
  const latest = room.messages.at(-1)?.id ?? "";
  const moved = log.dataset.room !== place;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const fresh = log.dataset.latest !== latest;
  const edits = room.messages.map((message) => `${message.id}:${message.edits}`);
  const changed = edits.find((one) => log.edits && !log.edits.includes(one))?.split(":")[0];
  log.edits = edits;
  log.setAttribute("aria-live", moved ? "off" : "polite"); // what was there before is not read out
  if (moved) log.replaceChildren();
  keyed(log, withDays(state, room), (item) => drawn(item, act), `${place}/${state.me.language}`);
  if (latest && (moved || (fresh && (atEnd || acted)))) log.scrollTop = log.scrollHeight;
  else if (moved) log.scrollTop = 0;
  else if (acted && changed) log.querySelector(`[data-key="${changed}"]`).scrollIntoView({ block: "start" });
  Object.assign(log.dataset, { room: place, latest });
}

function withDays(state, room) {
  const items = [];
  let day = "";
  if (room.kind === "welcome") items.push({ id: "tour", tour: true });
  else if (room.messages.length === 0) items.push({ id: "empty", empty: true });
  for (const message of room.messages) {
    if (message.day !== day) items.push({ id: `day-${message.day}`, day: message.day });
    day = message.day;
    items.push({ ...message, mine: message.author === state.me.id });
  }
  return items;
}

function drawn(item, act) {
  if (item.tour) return drawTour(act);
  if (item.empty) return el("p", { class: "empty" }, say("nothing_yet"));
  if (item.content === undefined) return el("p", { class: "day" }, el("span", {}, item.day));
  return drawMessage(item, act);
}

function drawTour(act) {
  const steps = ["tour_ask", "tour_code", "tour_decide", "tour_end"].map((step) => el("li", {}, say(step)));
  const start = el("button", { type: "button", class: "button primary", "data-focus": "tour" }, say("tour_button"));
  start.addEventListener("click", () => act(start, { kind: "line", line: "/peer join" }));
  const page = el("a", { href: `/${document.documentElement.lang}/join`, target: "_blank" }, say("tour_page"));
  return el("section", { class: "tour" }, el("h2", {}, say("tour_title")), el("ol", {}, ...steps), start, el("p", {}, page));
}

function drawMessage(message, act) {
  const name = message.name || say("bot");
  const author = message.author || "bot";
  const time = el("span", { class: "time" }, message.time);
  const { talk } = message.content;
  const face = el("span", { class: "face", "data-author": author, "aria-hidden": "true" });
  if (message.author) face.append(initials(name));
  return el(
    "article",
    { class: message.only ? "message private" : "message", lang: message.language || false },
    face,
    el(
      "div",
      { class: "what" },
      el("p", { class: "by" }, el("strong", {}, name), " ", time, ...notes(message)),
      message.prompt && el("p", { class: "prompt" }, `${say("you_typed")} `, el("code", { dir: "auto" }, message.prompt)),
      talk === undefined ? drawCard(message, act) : el("p", { class: "said", dir: "auto" }, talk),
    ),
  );
}

function notes(message) {
  const edited = message.edits ? [" ", el("span", { class: "time" }, `(${say("edited")})`)] : [];
  return message.only ? [...edited, " ", el("span", { class: "only" }, say("only_you"))] : edited;
}

function drawCard(message, act) {
  const card = message.content;
  const facts = card.facts.flatMap((fact) => [el("dt", {}, fact.label), el("dd", { dir: "auto" }, ...lines(fact.value))]);
  const buttons = card.buttons.map((button) => drawButton(button, message, act));
  return el(
    "div",
    { class: "card" },
    el("h2", {}, card.title),
    ...card.body.map((paragraph) => el("p", { dir: "auto" }, ...lines(paragraph))),
    facts.length ? el("dl", {}, ...facts) : undefined,
    buttons.length ? el("div", { class: "buttons" }, ...buttons) : undefined,
  );
}

// A block each, so that a line that wraps is told from the next one.
function lines(text) {
  const all = text.split("\n");
  return all.length > 1 ? all.map((line) => el("span", { class: "line" }, line)) : all;
}

function drawButton(button, message, act) {
  const [action] = button.key.split(":");
  const node = el("button", { type: "button", class: `button ${button.style}`, "data-focus": action }, button.label);
  node.addEventListener("click", () => act(node, { kind: "press", message: message.id, key: button.key }));
  return node;
}

export const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? "")
    .slice(0, 2)
    .join("");
