// Nodes of one kind, shown by key; those of things that went are used again, in their place if they can.
export class Kind {
  constructor(html) { Object.assign(this, { html, spare: [], live: new WeakMap() }); }

  make() {
    this.model ||= document.createRange().createContextualFragment(this.html).firstChild;
    return this.model.cloneNode(true);
  }

  of(parent) { return this.live.get(parent) || this.live.set(parent, new Map()).get(parent); }

  show(parent, wanted, draw) {
    const live = this.of(parent), free = [...live].filter(([key]) => !wanted.has(key));
    for (const [key] of free) live.delete(key);
    for (const [key, thing] of wanted) {
      const node = live.get(key) || free.pop()?.[1] || parent.appendChild(this.spare.pop() || this.make());
      live.set(key, node);
      draw(node, thing, key);
    }
    for (const [, node] of free) {
      node.remove();
      this.spare.push(node);
    }
  }
}

/** Whether a node has to be written anew to look so. */
export const changed = (node, ...look) => node.look !== look.join() && Boolean((node.look = look.join()));
export const named = (marks) => Object.keys(marks).filter((name) => marks[name]).join(" ");
