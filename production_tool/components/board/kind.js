// Nodes of one kind, shown by key; those of things that went are used again, in their place if they can.
export function kind(html) {
  const model = document.createRange().createContextualFragment(html).firstChild, spare = [], live = Symbol("live");
  return (parent, wanted, draw) => {
    const shown = (parent[live] ||= new Map()), free = [...shown].filter(([key]) => !wanted.has(key));
    for (const [key] of free) shown.delete(key);
    for (const [key, thing] of wanted) {
      const node = shown.get(key) || free.pop()?.[1] || parent.appendChild(spare.pop() || model.cloneNode(true));
      shown.set(key, node);
      draw(node, thing, key);
    }
    for (const [, node] of free) {
      node.remove();
      spare.push(node);
    }
    return shown;
  };
}

/** Whether a node has to be written anew to look so. */
export const changed = (node, ...look) => node.look !== look.join() && Boolean((node.look = look.join()));
export const named = (marks) => Object.keys(marks).filter((name) => marks[name]).join(" ");
