// Packs the widget alone for the contest, and as the program ships it for its size.
import { resolve } from "node:path";

const from = (path) => resolve(import.meta.dirname, path);
const packed = (input, file, more) => ({
  input: from(input),
  logLevel: "silent",
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
  output: { file: from(`../../.web/bench/${file}`), minify: !process.env.READABLE, ...more },
});

export default [
  packed("ours.js", "ours.js", { format: "iife" }),
  // React, the socket and what Reflex writes are in the page anyway.
  { ...packed("../../production_tool/components/board/board.jsx", "size.js"), external: [/^react|^socket|^\$/] },
];
