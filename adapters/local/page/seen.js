// What has been looked at in this browser tab: the newest message of each person's rooms, and the letters.

const KEY = "sandbox-seen";
let kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
const keep = () => sessionStorage.setItem(KEY, JSON.stringify(kept));

// More was seen than there is: another sandbox had this address.
const isAnothers = (state) =>
  state.cast.some((one) =>
    Object.entries(one.latest).some(([room, latest]) => latest < (kept.rooms[`${one.id}/${room}`] ?? 0)),
  );

export const seen = {
  // What was there before one came is not news.
  begin(state) {
    if (kept && !isAnothers(state)) return;
    const rooms = state.cast.flatMap((one) =>
      Object.entries(one.latest).map(([room, latest]) => [`${one.id}/${room}`, latest]),
    );
    kept = { rooms: Object.fromEntries(rooms), letters: state.mail.map((letter) => letter.id) };
    keep();
  },
  room(person, room, latest) {
    kept.rooms[`${person}/${room}`] = latest;
    keep();
  },
  hasNews: (person, room, latest) => latest > (kept.rooms[`${person}/${room}`] ?? 0),
  read(letter) {
    if (!kept.letters.includes(letter)) kept.letters.push(letter);
    keep();
  },
  isRead: (letter) => kept.letters.includes(letter),
};
