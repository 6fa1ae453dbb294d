// Before the first paint: somebody who chose light or dark should not see the other one flash.
const chosen = localStorage.getItem("theme");
if (chosen === "light" || chosen === "dark") document.documentElement.classList.add(chosen);
