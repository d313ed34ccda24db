/** What the extension calls of a browser's own: the whole of it, so that a call of anything else is found. */

declare namespace chrome {
  namespace i18n {
    function getMessage(key: string, given?: string[]): string;
  }
  namespace runtime {
    function openOptionsPage(): Promise<void>;
  }
  /** What needs no permission of it. */
  namespace tabs {
    function create(how: { url: string }): Promise<unknown>;
    function getCurrent(): Promise<{ id?: number } | undefined>;
    function remove(id: number): Promise<void>;
  }
  namespace action {
    const onClicked: { addListener(heard: () => void): void };
  }
  /** Chromium's alone. */
  const sidePanel: { setPanelBehavior(how: { openPanelOnActionClick: boolean }): Promise<void> } | undefined;
  /** Firefox's alone. */
  const sidebarAction: { toggle(): Promise<void> };
}
