/** The look of the pages. */
export const styleSheet = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 1rem; }
header { border-bottom: 1px solid #8884; margin-bottom: 1.5rem; padding-bottom: 0.5rem; }
header a { color: inherit; font-weight: 600; text-decoration: none; }
label { display: block; margin: 0.75rem 0; }
input { box-sizing: border-box; display: block; font: inherit; padding: 0.4rem; width: 100%; max-width: 24rem; }
button, .button { background: #2456d6; border: 0; border-radius: 6px; color: #fff; cursor: pointer; display: inline-block;
  font: inherit; padding: 0.4rem 0.9rem; text-decoration: none; }
.quiet { background: #8883; color: inherit; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; }
pre { background: #8882; border-radius: 6px; overflow: auto; padding: 0.75rem; }
section { border: 1px solid #8884; border-radius: 8px; margin: 1rem 0; padding: 0 1rem 0.5rem; }
.trouble { color: #c62828; }
.code { font: 600 1.75rem ui-monospace, monospace; }
`;

/** Makes the Copy buttons work. */
export const pageScript = `for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const block = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(block.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(block);
      button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}
`;
