// Talking to the sandbox's server; a failure is a code, never a page of the server's.

export class Failed extends Error {}

async function answered(asking) {
  const response = await asking.catch(() => {
    throw new Failed("offline");
  });
  const body = await response.json().catch(() => ({ error: "unreadable" }));
  if (!response.ok) throw new Failed(body.error);
  return body;
}

export const get = (path, query = {}) => answered(fetch(`${path}?${new URLSearchParams(query)}`));

export const post = (path, body) =>
  answered(
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

// Calls `changed` at once and whenever there may be something new; the browser connects again by itself. Not
// while the page is hidden: a browser keeps only a handful of connections open, over all its windows.
export function follow(changed, online) {
  let source;
  const open = () => {
    source?.close(); // a page that was loaded unseen has one already
    source = new EventSource("/events");
    source.addEventListener("message", changed);
    source.addEventListener("open", () => online(true));
    source.addEventListener("error", () => online(false));
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? source.close() : open()));
  open();
}
