// The sandbox's page: who one is, which room one looks at, and everything that is drawn from the state.

import { combobox } from "./combobox.js";
import { byId, el, keyed } from "./dom.js";
import { openForm } from "./forms.js";
import { drawMail, leaveLetter } from "./mail.js";
import { Failed, follow, get, post } from "./net.js";
import { seen } from "./seen.js";
import { drawTimeline, initials } from "./timeline.js";
import { say, speak } from "./words.js";

const FIRST_ROOM = "welcome";
const MINUTE = 60_000;
const asked = new URLSearchParams(location.search);
let person = asked.get("as") ?? "avery";
let rooms = { [person]: asked.get("room") ?? FIRST_ROOM }; // which room each person looks at
let state;
let drawing;
let again = false;
let acting = false;

// ---- drawing

// One at a time; whoever asks while one is under way gets the one after it.
function refresh() {
  again = true;
  drawing ??= redraw().finally(() => (drawing = undefined));
  return drawing;
}

async function redraw() {
  while (again) {
    again = false;
    const wanted = person;
    const fresh = await get("/state", { as: wanted }).catch(failed);
    if (wanted !== person) again = true;
    else if (fresh) draw(fresh);
  }
}

function draw(fresh) {
  state = fresh;
  speak(state);
  seen.begin(state);
  const room = current();
  if (isShown("conversation")) seen.room(person, room.id, newest(room));
  byId("network").textContent = state.network;
  byId("clock").textContent = state.clock;
  byId("room-name").textContent = room.name;
  byId("room-about").textContent = room.about;
  byId("room-people").textContent = room.kind === "direct" ? "" : `${say("people_here")} ${room.people.join(", ")}`;
  keyed(byId("cast"), state.cast.map(face), drawFace, state.me.language);
  keyed(byId("rooms"), state.rooms.map((one) => line(one, room)), drawRoom, `${person}/${state.me.language}`);
  drawTimeline(state, room, act, acting);
  drawMail(state, seen.isRead, (letter) => (seen.read(letter), draw(state)));
  drawTabs(room);
}

const current = () => state.rooms.find((room) => room.id === rooms[person]) ?? state.rooms[0];
const newest = (room) => state.cast.find((one) => one.id === person).latest[room.id] ?? 0;
const hasNews = (one) => Object.entries(one.latest).some(([room, latest]) => seen.hasNews(one.id, room, latest));

function face({ latest, ...one }) {
  const chosen = one.id === person;
  return { ...one, chosen, news: !chosen && hasNews({ id: one.id, latest }) };
}

function drawFace(one) {
  const input = el("input", { type: "radio", name: "cast", value: one.id, "data-focus": one.id });
  input.checked = one.chosen;
  input.addEventListener("change", () => become(one.id));
  return el(
    "label",
    { title: `${one.name}, ${one.place}` },
    input,
    el("span", { class: "face", "data-author": one.id, "aria-hidden": "true" }, initials(one.name)),
    el("span", { class: "who" }, el("span", {}, one.name, dot(one.news)), el("small", {}, one.role)),
  );
}

function line(one, room) {
  const news = one.id !== room.id && seen.hasNews(person, one.id, newest(one));
  return { id: one.id, name: one.name, private: one.private, open: one.id === room.id, news };
}

function drawRoom(one) {
  const button = el(
    "button",
    { type: "button", "data-focus": one.id, "aria-current": one.open ? "true" : false },
    el("span", { class: one.private ? "sign private" : "sign", "aria-hidden": "true" }),
    el("span", {}, one.name, one.private && el("span", { class: "hidden" }, ` (${say("private_room")})`)),
    dot(one.news),
  );
  button.addEventListener("click", () => enter(one.id));
  return el("li", {}, button);
}

const dot = (news) => (news ? el("span", { class: "dot" }, el("span", { class: "hidden" }, ` ${say("news")}`)) : undefined);

function drawTabs(room) {
  const news = {
    rooms: state.rooms.some((one) => one.id !== room.id && seen.hasNews(person, one.id, newest(one))),
    conversation: false,
    mail: state.mail.some((letter) => !seen.isRead(letter.id)),
  };
  for (const tab of document.querySelectorAll(".tabs button")) {
    tab.setAttribute("aria-current", String(tab.dataset.pane === document.body.dataset.pane));
    tab.lastElementChild.replaceWith(dot(news[tab.dataset.pane]) ?? el("i"));
  }
}

// ---- moving about

async function become(other) {
  person = other;
  rooms[person] ??= FIRST_ROOM;
  leaveLetter();
  remember();
  await refresh();
  faceUp();
}

// On a narrow page the people are wider than it is.
function faceUp() {
  const label = document.querySelector("#cast :checked").closest("label");
  label.scrollIntoView({ inline: "nearest", block: "nearest" });
}

function enter(room) {
  rooms[person] = room;
  remember();
  show("conversation");
  byId("room-name").focus({ preventScroll: true });
}

function show(pane) {
  document.body.dataset.pane = pane;
  draw(state);
}

// On a wide page all panes are there; on a narrow one the one that was chosen.
const isShown = (pane) => byId(`pane-${pane}`).offsetParent !== null;

function remember() {
  history.replaceState(null, "", `?${new URLSearchParams({ as: person, room: rooms[person] })}`);
}

// ---- doing

// Sends what was done and does what the bot answers; gives back the errors of a form, or nothing.
async function act(control, what) {
  if (control?.getAttribute("aria-busy") === "true") return undefined;
  control?.setAttribute("aria-busy", "true");
  acting = true;
  const as = person;
  const reply = await post("/event", { as, room: current().id, ...what }).catch(failed);
  control?.removeAttribute("aria-busy");
  await refresh();
  acting = false;
  if (!reply) return {};
  if (reply.kind === "errors") return reply.fields;
  if (reply.kind === "ask" && as === person) ask(reply);
  return undefined;
}

function ask({ form, room, message }) {
  const as = person;
  const { action, subject, revision } = form;
  const filled = { kind: "submission", as, room, message, action, subject, revision };
  openForm(form, state.me, (values) => act(undefined, { ...filled, values }));
}

async function push(control, by) {
  control.setAttribute("aria-busy", "true");
  const pushed = await post("/clock", { push: by }).catch(failed);
  control.removeAttribute("aria-busy");
  await refresh();
  if (pushed) tell(pushed.moved ? `${say("pushed")} ${state.clock}` : say("push_nothing"));
}

let silence = 0;

function tell(sentence, stays = false) {
  clearTimeout(silence);
  byId("notice").textContent = sentence;
  byId("notice").hidden = !sentence;
  if (sentence && !stays) silence = setTimeout(() => tell(""), 6000);
}

function failed(problem) {
  if (!(problem instanceof Failed)) throw problem;
  tell(say(problem.message === "offline" ? "offline" : "failed"));
  return undefined;
}

// ---- starting

const composer = byId("composer");
const typed = byId("line");
const suggestions = combobox(typed, byId("line-options"), {
  find: (text) => ({ found: text ? state.commands.filter(({ value }) => value.startsWith(text) && value !== text) : [] }),
  take: (option) => (typed.value = option.value),
});
composer.addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = typed.value;
  if (!said.trim()) return;
  typed.value = "";
  suggestions.close();
  const failure = await act(composer, { kind: "line", line: said });
  if (failure) typed.value = said;
});
for (const button of document.querySelectorAll("[data-push]")) {
  button.addEventListener("click", () => push(button, button.dataset.push));
}
for (const tab of document.querySelectorAll(".tabs button")) {
  tab.addEventListener("click", () => show(tab.dataset.pane));
}
let cut = false;
follow(refresh, (online) => {
  if (!online) tell(state ? say("offline") : "", true);
  else if (cut) tell("");
  cut = !online;
});
setInterval(refresh, MINUTE); // the clock goes on
remember();
await refresh();
if (state) faceUp();
