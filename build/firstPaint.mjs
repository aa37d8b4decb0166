/**
 * Lets the page be painted as soon as it has arrived: the styles of its frame stand in it, so that nothing has to be
 * fetched through the main process before.
 * @returns {import("vite").Plugin}
 */
export function firstPaint() {
  return {
    name: "first-paint",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const page of Object.values(bundle)) {
        if (page.type !== "asset" || !page.fileName.endsWith(".html")) continue;
        page.source = withFrameStyles(String(page.source), (path) => {
          const asset = bundle[path];
          if (asset?.type !== "asset")
            throw new Error(`The page links ${path}, which is not there`);
          delete bundle[path];
          return String(asset.source);
        });
      }
    },
  };
}

/**
 * @param {string} page
 * @param {(path: string) => string} takeStyles gives the text of a style sheet, which nobody will ask for again
 */
export function withFrameStyles(page, takeStyles) {
  const link = /<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g;
  return page.replace(
    link,
    (_, path) => `<style nonce="__CSP_NONCE__">${takeStyles(path).trim()}</style>`,
  );
}
