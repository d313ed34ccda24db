/** What the package's types say of the element and of its events. */

import "@telehealth-envcheck/web";

const check = document.createElement("env-check");
check.onward = true;
check.stream = null;
const looks: Promise<boolean> = check.start();
check.addEventListener("envcheck:done", ({ detail }) => {
  const how: "finished" | "skipped" = detail.how;
  const label: string | undefined = detail.devices.camera?.label;
  // @ts-expect-error there is no such key
  console.log(how, label, looks, detail.nope);
});
check.addEventListener("envcheck:error", (event) => {
  // @ts-expect-error no error has that code
  if (event.detail.code === "nope") console.log(event);
});
