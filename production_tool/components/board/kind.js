// Nodes that are used again.
/** Nodes of one kind, shown by key; those of things that went are used again. */
export class Kind {
  constructor(html) { Object.assign(this, { html, spare: [], live: new WeakMap() }); }
  make() {
    this.model ||= document.createRange().createContextualFragment(this.html).firstChild;
    return this.model.cloneNode(true);
  }
  of(parent) { return this.live.get(parent) || this.live.set(parent, new Map()).get(parent); }
  show(parent, wanted, draw) {
    const live = this.of(parent);
    for (const [key, node] of live) {
      if (wanted.has(key)) continue;
      live.delete(key);
      node.remove();
      this.spare.push(node);
    }
    for (const [key, thing] of wanted) {
      const node = live.get(key) || parent.appendChild(this.spare.pop() || this.make());
      live.set(key, node);
      draw(node, thing, key);
    }
  }
}
