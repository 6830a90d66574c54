// The mailbox: all letters that the bot has sent, as a mail client shows them.

import { byId, el, keyed } from "./dom.js";
import { Failed, get } from "./net.js";
import { say } from "./words.js";

const TABS = ["letter", "plain", "headers"];
let open = ""; // the letter that is shown

export function drawMail(state, isRead, read) {
  byId("mail-empty").hidden = state.mail.length > 0;
  const items = state.mail.map((letter) => ({ ...letter, read: isRead(letter.id) }));
  keyed(byId("mail"), items, (letter) => drawLine(letter, state, read), state.me.language);
}

function drawLine(letter, state, read) {
  const show = async () => {
    read(letter.id);
    await openLetter(letter.id, state.me.id);
  };
  const dot = letter.read ? undefined : el("span", { class: "dot" }, el("span", { class: "hidden" }, say("new")));
  const line = el(
    "button",
    { type: "button", "data-focus": letter.id, onclick: show },
    el("span", { class: "subject" }, dot, letter.subject),
    el("span", { class: "address" }, `${say("to")} ${letter.to}`),
    el("span", { class: "time" }, letter.date),
  );
  return el("li", { class: letter.read ? "read" : "unread" }, line);
}

async function openLetter(id, viewer) {
  open = id;
  const letter = await get(`/letters/${encodeURIComponent(id)}`, { as: viewer }).catch((failed) => {
    if (failed instanceof Failed) return undefined;
    throw failed;
  });
  if (!letter || open !== id) return;
  const place = byId("letter");
  const back = el("button", { type: "button", class: "button back", onclick: closeLetter }, say("back"));
  place.replaceChildren(back, ...drawLetter(letter));
  showLetter(true);
  byId("letter-subject").focus();
}

export function closeLetter() {
  if (!open) return;
  const line = byId("mail").querySelector(`[data-focus="${CSS.escape(open)}"]`);
  open = "";
  showLetter(false);
  (line ?? byId("mail-title")).focus();
}

// The viewer has changed: their language and zone are another's.
export function leaveLetter() {
  open = "";
  showLetter(false);
}

function showLetter(shown) {
  byId("letter").hidden = !shown;
  byId("letters").hidden = shown;
}

function drawLetter(letter) {
  const rows = ["from", "to", "date"].flatMap((row) => [el("dt", {}, say(row)), el("dd", {}, letter[row])]);
  const shown = TABS.filter((tab) => tab !== "letter" || letter.has_html);
  const panels = shown.map((tab) => drawPanel(tab, letter));
  return [
    el("h2", { id: "letter-subject", tabindex: "-1" }, letter.subject),
    el("dl", {}, ...rows),
    drawTabs(shown, panels),
    ...panels,
  ];
}

function drawPanel(tab, letter) {
  const panel = el("div", { role: "tabpanel", id: `panel-${tab}`, "aria-labelledby": `tab-${tab}` }, PANELS[tab](letter));
  panel.classList.add("panel", tab);
  if (tab !== "letter") panel.tabIndex = 0; // a frame takes the focus by itself
  return panel;
}

const BESIDE = "allow-popups allow-popups-to-escape-sandbox"; // links open in a window of their own

const PANELS = {
  letter: ({ id, subject }) => el("iframe", { src: `/letters/${encodeURIComponent(id)}/html`, sandbox: BESIDE, title: subject }),
  plain: ({ plain }) => el("pre", {}, plain),
  headers: ({ headers }) =>
    el("dl", {}, ...headers.flatMap(({ name, value }) => [el("dt", {}, name), el("dd", {}, value)])),
};

function drawTabs(shown, panels) {
  const tabs = shown.map((tab) =>
    el("button", { type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": `panel-${tab}` }, say(tab)),
  );
  function select(place) {
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === place));
      tab.tabIndex = at === place ? 0 : -1;
      panels[at].hidden = at !== place;
    });
  }
  tabs.forEach((tab, place) => {
    tab.addEventListener("click", () => select(place));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (place + step + tabs.length) % tabs.length;
      select(next);
      tabs[next].focus();
    });
  });
  select(0);
  return el("div", { role: "tablist", class: "tablist" }, ...tabs);
}
