// Saves how far videos were watched. Positions that the server didn't receive stay in this browser and are sent later.
const KEY = "unsent-positions";
// Without storage, as in some private windows, unsent positions are kept only until the page is left.
let memory = {};
let sending = false;
let failed = false;

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return memory;
  }
}

function write(positions) {
  memory = positions;
  try {
    if (Object.keys(positions).length > 0) {
      localStorage.setItem(KEY, JSON.stringify(positions));
    } else {
      localStorage.removeItem(KEY);
    }
  } catch {
    // The copy in memory is used.
  }
}

function put(url, { position, played, at }) {
  return fetch(url, {
    method: "PUT",
    keepalive: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      positionSeconds: position,
      playedSeconds: played,
      ageSeconds: Math.max(0, (Date.now() - at) / 1000),
    }),
  });
}

// Other positions of the same video may have been added while one was sent.
function remove(url, sent) {
  const positions = read();
  const current = positions[url];
  if (current) {
    current.played = Math.max(0, current.played - sent.played);
    if (current.at === sent.at) {
      delete positions[url];
    }
  }

  write(positions);
}

// Sends all unsent positions. If the session has ended or the server can't be reached, they are kept.
export async function send() {
  if (sending) {
    return;
  }

  sending = true;
  try {
    for (const [url, position] of Object.entries(read())) {
      const answer = await put(url, position);
      failed = answer.status === 401 || answer.status === 429 || answer.status >= 500;
      if (!failed) {
        remove(url, position);
      }
    }
  } catch {
    failed = true;
  } finally {
    sending = false;
  }
}

// Saves the position of a video. `leaving` is for the last moment of a page, which can't wait for the answer.
export function save(url, position, played, leaving = false) {
  const positions = read();
  const entry = { position, played: played + (positions[url]?.played ?? 0), at: Date.now() };
  write({ ...positions, [url]: entry });
  if (!leaving) {
    send();
  } else if (!sending) {
    put(url, entry).catch(() => {});
    if (!failed) {
      remove(url, entry);
    }
  }
}

// The position of a video that the server doesn't know yet; undefined if there is none.
export function unsent(url) {
  return read()[url]?.position;
}

addEventListener("online", send);
send();
