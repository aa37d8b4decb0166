// The yardstick: the least that is still a tray program with one window.
// CommonJS on purpose: it starts faster than an ES module, so this is the stricter reference.
const { app, BrowserWindow, Menu, nativeImage, Tray } = require("electron");

// In the address: pages of an archive cannot be had as file:// when a packaged app's fuse forbids it.
const page = `<!doctype html><meta charset="utf-8"><title>Bare app</title>
<style>body { margin: 0; background: #f4f4f0; font: 16px sans-serif; }
header { background: #234; color: #fff; padding: 24px; } p { margin: 24px; }</style>
<header><h1>Bare window</h1></header>
<p>The least that is still a window: a heading and a line of text.</p>`;

let tray;
let win;

function openWindow() {
  if (win !== undefined) return win.focus();
  win = new BrowserWindow({ width: 960, height: 640, show: false });
  win.once("ready-to-show", () => win.show());
  win.once("closed", () => {
    win = undefined;
  });
  win.loadURL(`data:text/html,${encodeURIComponent(page)}`);
}

function icon() {
  // A filled square; the channel order does not matter for grey.
  return nativeImage.createFromBitmap(Buffer.alloc(22 * 22 * 4, 0x90), { width: 22, height: 22 });
}

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", openWindow);
  app.on("window-all-closed", () => undefined);
  app.whenReady().then(() => {
    tray = new Tray(icon());
    tray.setToolTip("Bare app");
    const menu = Menu.buildFromTemplate([
      // Linux shows a changed mark only after the menu was set again.
      { label: "Marked", type: "checkbox", click: () => tray.setContextMenu(menu) },
      { label: "Open", click: openWindow },
      { label: "Quit", click: () => app.quit() },
    ]);
    tray.setContextMenu(menu);
    tray.on("click", openWindow);
  });
} else {
  app.quit();
}
