/** The button in the toolbar opens the panel: at the side in Chromium, as a sidebar in Firefox. */

if (chrome.sidePanel) chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
else chrome.action.onClicked.addListener(() => chrome.sidebarAction.toggle());
