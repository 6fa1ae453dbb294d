// Before the first paint: somebody who chose light or dark should not see the other one flash.
const chosen = localStorage.getItem("theme");
if (chosen === "light" || chosen === "dark") document.documentElement.classList.add(chosen);

// A duplicated tab brings the memory of the first along, and shall not go on with that one's windows.
sessionStorage.removeItem("token");

// Loading the page again closes its windows: the browser asks first when something is typed in one.
addEventListener("beforeunload", (leaving) => {
  const fields = [...document.querySelectorAll("[role=dialog] :is(input, textarea)")];
  if (fields.some((field) => field.value !== field.defaultValue)) leaving.preventDefault();
});
