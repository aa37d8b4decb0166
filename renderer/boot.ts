/** So late is the application loaded even if nothing can be painted, as in a window that is hidden again at once, in ms. */
const LIMIT_MS = 100;

/** The frame is painted before the application takes the page's one thread. */
const painted = new Promise<void>((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, LIMIT_MS);
});
void painted.then(() => import("./main.tsx"));
