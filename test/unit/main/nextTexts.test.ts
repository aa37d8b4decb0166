// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PageTexts } from "../../../app/account/dashboardWindow.ts";
import { nextTexts } from "../../../main/nextTexts.ts";
import { stayQuiet } from "../../support/patience.ts";

const limits = { pauseMs: 1, maxChars: 1000, maxParts: 3 };
let visibility: DocumentVisibilityState;

beforeEach(() => {
  visibility = "visible";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  // happy-dom lays nothing out.
  HTMLElement.prototype.checkVisibility = function () {
    return !this.hidden;
  };
  document.body.innerHTML = "";
  Reflect.deleteProperty(globalThis, "photonmarkWatch");
});
afterEach(() => vi.restoreAllMocks());

/** Runs it as the page gets it: as text, with nothing around it. */
const next = (given = limits): Promise<PageTexts> =>
  new Function(`return (${nextTexts.toString()})(${JSON.stringify(given)})`)();

const show = (html: string) => {
  document.body.insertAdjacentHTML("beforeend", html);
};

test("tells the texts of a page at once: code, and what can be copied from", async () => {
  show("<p>Hello</p><pre><code>one</code></pre><p><code>two</code></p><textarea>three</textarea>");
  show("<pre hidden>not shown</pre>");
  const { parts, whole } = await next();
  expect(parts).toEqual(["one", "two", "three"]);
  expect(whole).toContain("Hello");
});

test("reads no more than it is told to", async () => {
  show(`<pre>${"a".repeat(600)}</pre>${"<pre>bb</pre>".repeat(5)}<p>${"c".repeat(900)}</p>`);
  const { parts, whole } = await next();
  expect(parts.map(({ length }) => length)).toEqual([600, 2, 2]);
  expect(whole).toHaveLength(1000 - 604);
});

test("waits for other texts, in changes that bring none too", async () => {
  show("<pre>one</pre>");
  await next();
  const told = next();
  document.body.setAttribute("class", "dark");
  await stayQuiet(20);
  show("<pre>two</pre>");
  expect((await told).parts).toEqual(["one", "two"]);
});

test("misses no change between two calls", async () => {
  await next();
  show("<pre>one</pre>");
  await stayQuiet(20);
  expect((await next()).parts).toEqual(["one"]);
});

test("looks at nothing while the page is hidden", async () => {
  await next();
  const look = vi.spyOn(document, "querySelectorAll");
  visibility = "hidden";
  const told = next();
  show("<pre>one</pre>");
  await stayQuiet(20);
  expect(look).not.toHaveBeenCalled();
  visibility = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  expect((await told).parts).toEqual(["one"]);
});
