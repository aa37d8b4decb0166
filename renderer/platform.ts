/** Whether this is a Mac, where ⌘ takes the place of Ctrl. */
export const isMac = /Mac/.test(navigator.userAgent);

/** Whether this computer runs Linux, for which Codex has no official desktop app. */
export const isLinux = !isMac && /Linux|X11/.test(navigator.userAgent);
