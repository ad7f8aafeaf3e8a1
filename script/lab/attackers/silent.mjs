// Connections that never send anything.
import { crowd } from "./connections.mjs";

crowd(1000, "connections say nothing", (socket) => socket.resume());
