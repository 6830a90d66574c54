// The page's own words, in the viewer's language, as the server has them.

let words = {};

export const say = (name) => words[name] ?? name;

export function speak(state) {
  words = state.words;
  document.documentElement.lang = state.me.language;
  document.title = `${state.network} · ${say("sandbox")}`;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
  for (const node of document.querySelectorAll("[data-label]")) node.ariaLabel = say(node.dataset.label);
}
