// What every page needs and no circuit: it works before Blazor starts and while the connection is being restored.
import "./preferences.js";
import "./session.js";
import "./copy.js";
import "./keys.js";
import "./posters.js";
import "./reconnect.js";
import "./scroll.js";
import "./share.js";
import "./uploads/tray.js";
