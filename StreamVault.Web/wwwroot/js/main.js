// Scripts for every page. They work without a circuit, such as before Blazor starts or while it reconnects.
import "./preferences.js";
import "./session.js";
import "./autostart.js";
import "./copy.js";
import "./keys.js";
import "./posters.js";
import "./previews.js";
import "./positions.js";
import "./private.js";
import "./reconnect.js";
import "./scroll.js";
import "./share.js";
import "./uploads/tray.js";
