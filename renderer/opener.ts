/** What had the focus when a dialog was asked for; undefined: nothing in particular. */
let opener: HTMLElement | undefined;

/**
 * Notes where the focus is to go back to. Called when a dialog is asked for, not when it appears: by then the menu it
 * was asked for in has gone. What one dialog opens after another goes back to what opened the first.
 */
export function noteOpener(): void {
  const focused = document.activeElement;
  if (!focused?.closest('[role="dialog"]')) opener = openerOf(focused);
}

/** Gives the focus back when a dialog goes: to what opened it, or to the main area if that is gone. */
export function focusOpener(): void {
  const target = opener?.isConnected ? opener : document.querySelector<HTMLElement>("main");
  target?.focus();
}

/** An item of a menu goes with its menu; the button of the menu stays. */
function openerOf(focused: Element | null): HTMLElement | undefined {
  const menu = focused?.closest('[role="menu"]');
  const found = menu ? document.querySelector(`[aria-controls="${menu.id}"]`) : focused;
  return found instanceof HTMLElement && found !== document.body ? found : undefined;
}
