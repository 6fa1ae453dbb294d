// The board as a React component, and its wire to the server. What is drawn is in draw.js, which
// knows neither React nor the server: new Board(element, props, wire) runs in any page.
import { createElement, useEffect, useRef } from "react";
import io from "socket.io-client";
import env from "$/env.json";
import { getBackendURL } from "$/utils/state";
import { Board } from "./draw.js";

let socket = null; // one for the page's life: a second one would open a connection of its own
const joined = () => {
  const at = getBackendURL(env.EVENT);
  return io(new URL("/board", at).href, { path: at.pathname, transports: ["websocket"], autoConnect: false });
};

const wire = {
  async get(path, query) {
    const answer = await fetch(`${path}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (!answer?.ok) throw new Error(body?.error || "");
    return body.data;
  },

  /** Join the board's namespace on the connection that Reflex keeps open. */
  join({ live, ...heard }) {
    const line = (socket ??= joined());
    for (const name in heard) line.on(name, heard[name]);
    line.on("connect", () => live(true)).on("disconnect", () => live(false)).on("connect_error", (no) => live(false, line.active ? "" : no.message)); // turned away: it says why
    if (line.connected) live(true);
    else if (!line.active) line.connect();
    return {
      say(name, data) {
        if (line.connected) line.emit(name, data); // Reflex mends the line itself; who was turned away asks again
        else if (line.io.engine?.readyState === "open" && !line.active) line.connect();
      },
      close() {
        line.off();
        // While the server has not answered yet it cannot be told; whoever comes back is in already.
        if (line.connected) line.disconnect();
      },
    };
  },
};

export function BookingBoard(props) {
  const host = useRef(null), board = useRef(null);
  useEffect(() => {
    board.current = new Board(host.current, props, wire);
    return () => board.current.close();
  }, []);
  useEffect(() => board.current.update(props));
  return createElement("div", { ref: host, className: "pb-host" });
}
