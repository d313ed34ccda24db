/** A page of no framework, which renders the element anew each time. */

window.told = [];
window.arrive = () => import("@telehealth-envcheck/web").then(() => undefined);
window.show = (given) => {
  const check = Object.assign(document.createElement("env-check"), given);
  check.addEventListener("envcheck:done", ({ detail }) => window.told.push(detail));
  document.querySelector("main").replaceChildren(check);
};
