import { useLayoutEffect } from "react";

/** Gives the focus back when a dialog goes: to what opened it, or to the main area if that is gone. */
export function useFocusReturn(): void {
  useLayoutEffect(() => {
    const opener = openerOf(document.activeElement);
    return () => {
      const target = opener?.isConnected ? opener : document.querySelector<HTMLElement>("main");
      target?.focus();
    };
  }, []);
}

/** An item of a menu goes with its menu; the button of the menu stays. */
function openerOf(focused: Element | null): HTMLElement | undefined {
  const menu = focused?.closest('[role="menu"]');
  const opener = menu ? document.querySelector(`[aria-controls="${menu.id}"]`) : focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : undefined;
}
