// Two tabs must not send the same file at once: each would abort the other's request. Tabs ask each other, and nothing is
// stored, so that a crashed tab holds no file.
const ANSWER_WITHIN = 250;
const channel = new BroadcastChannel("streamvault-uploads");
const held = new Set();
const keyOf = (file) => JSON.stringify([file.name, file.size, file.lastModified]);

channel.addEventListener("message", ({ data }) => {
  if (data.ask && held.has(data.ask)) {
    channel.postMessage({ taken: data.ask });
  }
});

export const hold = (file) => held.add(keyOf(file));

export const release = (file) => held.delete(keyOf(file));

export function isHeldElsewhere(file) {
  const ask = keyOf(file);
  return new Promise((resolve) => {
    const finish = (taken) => {
      clearTimeout(timeout);
      channel.removeEventListener("message", listen);
      resolve(taken);
    };
    const listen = ({ data }) => data.taken === ask && finish(true);
    const timeout = setTimeout(() => finish(false), ANSWER_WITHIN);
    channel.addEventListener("message", listen);
    channel.postMessage({ ask });
  });
}
