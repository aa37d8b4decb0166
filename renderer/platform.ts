const isMac = /Mac/.test(navigator.userAgent);

/** The keys that paste, as they are written on this computer. */
export const pasteKeys = isMac ? "⌘V" : "Ctrl+V";
