// What has been looked at in this browser tab: the newest message of each person's rooms, and the letters.

const KEY = "sandbox-seen";
const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? { rooms: {}, letters: [] };
const keep = () => sessionStorage.setItem(KEY, JSON.stringify(kept));

export const seen = {
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
