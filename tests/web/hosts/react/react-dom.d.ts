/** As much of React's types as this page needs, instead of another package. */

declare module "react-dom/client" {
  import type { ReactNode } from "react";

  export function createRoot(container: Element): { render(children: ReactNode): void };
}
