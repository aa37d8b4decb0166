import type { Page } from "playwright-core";

/** What has the focus, as it is read out. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: it } = document;
    return (it?.getAttribute("aria-label") ?? it?.textContent ?? "").trim();
  });
}

/** Tabs through the page once, from its beginning; the names of all that is reached, in order. */
export async function tabThrough(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  const names: string[] = [];
  for (let pressed = 0; pressed < 400; pressed += 1) {
    await page.keyboard.press("Tab");
    const name = await focusedName(page);
    const isBackAtTop = await page.evaluate(() => document.activeElement === document.body);
    if (isBackAtTop || (names.length > 3 && name === names[0] && names.length > 8)) break;
    names.push(name);
  }
  return names;
}

/** What is wrong with the layout: text that is cut off sideways, or parts of the strip over one another. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const main = document.querySelector("main");
    for (const box of [document.documentElement, main])
      if (box && box.scrollWidth > box.clientWidth + 1)
        faults.push(`${box.tagName} is ${box.scrollWidth} px wide in ${box.clientWidth}`);
    const isOver = (one: DOMRect, other: DOMRect) =>
      one.left < other.right - 1 &&
      other.left < one.right - 1 &&
      one.top < other.bottom - 1 &&
      other.top < one.bottom - 1;
    const shown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1;
    };
    const look = (parts: readonly Element[]) => {
      for (const [index, one] of parts.entries())
        for (const other of parts.slice(index + 1))
          if (isOver(one.getBoundingClientRect(), other.getBoundingClientRect()))
            faults.push(`"${one.textContent}" is over "${other.textContent}"`);
    };
    look([...document.querySelectorAll(".frame-strip > *, .frame-rail button")].filter(shown));
    for (const row of document.querySelectorAll("main li, main [role=group]"))
      look([...row.querySelectorAll(":scope > *")].filter(shown));
    return faults;
  });
}
