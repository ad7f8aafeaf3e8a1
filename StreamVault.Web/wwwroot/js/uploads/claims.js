// Two tabs must not send the same file at once: each would cut the other's line. Tabs ask each other; nothing is stored,
// so that a tab that crashed holds nothing.
const ANSWER_WITHIN = 250;
const channel = new BroadcastChannel("streamvault-uploads");
const held = new Set();
const nameOf = (file) => JSON.stringify([file.name, file.size, file.lastModified]);

channel.addEventListener("message", ({ data }) => {
  if (data.ask && held.has(data.ask)) {
    channel.postMessage({ taken: data.ask });
  }
});

export const hold = (file) => held.add(nameOf(file));

export const release = (file) => held.delete(nameOf(file));

export function takenElsewhere(file) {
  const ask = nameOf(file);
  return new Promise((resolve) => {
    const finish = (taken) => {
      clearTimeout(late);
      channel.removeEventListener("message", listen);
      resolve(taken);
    };
    const listen = ({ data }) => data.taken === ask && finish(true);
    const late = setTimeout(() => finish(false), ANSWER_WITHIN);
    channel.addEventListener("message", listen);
    channel.postMessage({ ask });
  });
}
