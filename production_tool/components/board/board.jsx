// The board as a React component, and its wire to the server. What is drawn is in draw.js, which
// knows neither React nor the server: new Board(element, props, wire) runs in any page.
import { createElement, useEffect, useRef } from "react";
import io from "socket.io-client";
import env from "$/env.json";
import { getBackendURL } from "$/utils/state";
import { Board } from "./draw.js";

let line; // one for the page's life: a second one would open a connection of its own

const wire = {
  async get(path, query) {
    const answer = await fetch(`${path}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (!answer?.ok) throw new Error(body?.error || "");
    return body.data;
  },

  /** Join the board's namespace on the connection that Reflex keeps open, which mends itself. */
  join({ live, ...heard }) {
    const at = getBackendURL(env.EVENT), how = { path: at.pathname, transports: ["websocket"], autoConnect: false };
    line ??= io(new URL("/board", at).href, how);
    const turnedAway = ({ message }) => live(false, line.active ? "" : message); // it says why
    line.on("connect", () => live(true)).on("disconnect", () => live(false)).on("connect_error", turnedAway);
    for (const name in heard) line.on(name, heard[name]);
    if (line.connected) live(true);
    else if (!line.active) line.connect();
    return {
      say(name, data) {
        if (line.connected) line.emit(name, data);
        else if (line.io.engine?.readyState === "open" && !line.active) line.connect(); // turned away, it asks again
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
